using System.Data.Common;
using System.Security.Cryptography.X509Certificates;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Time;
using Obshell.Client.Tls;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// Puts a user's query to a restored tenant. Nothing throws but a cancellation. What keeps the answer from coming (the
/// network, the login, a right, a fault of the query) is <see cref="DrillCheckVerdict.NotVerified"/>; a wrong or missing
/// answer is <see cref="DrillCheckVerdict.Failed"/>.
/// </summary>
public sealed class QueryCheck
{
    internal const string Name = "Query";

    /// <summary>Of a server's words, the beginning.</summary>
    private const int LongestWords = 500;

    /// <summary>The library keeps its limits; should it hang all the same, it is left behind this much later.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TenantQuery query;
    private readonly SqlEndpoints endpoints;
    private readonly X509Certificate2Collection? authorities;
    private readonly Func<DateTimeOffset> now;
    private readonly Redactor redactor = new();

    /// <summary>Makes the check; nothing is asked yet.</summary>
    /// <param name="query">What is asked.</param>
    /// <param name="endpoints">Where the login may go.</param>
    /// <param name="certificateAuthority">The file with the authorities of the servers' certificates; null for the system's.</param>
    /// <param name="now">Clock.</param>
    /// <exception cref="ObshellInputException">The query breaks a rule, all that it breaks are named; or the file holds no certificate.</exception>
    public QueryCheck(TenantQuery query, SqlEndpoints endpoints, string? certificateAuthority = null, Func<DateTimeOffset>? now = null)
    {
        query.Check();
        this.query = query;
        this.endpoints = endpoints;
        authorities = certificateAuthority is null ? null : CertificateAuthorityFile.Load(certificateAuthority);
        this.now = now ?? (() => WallClock.Now);
        redactor.Remember(query.Password);
    }

    /// <summary>Asks. The check is called <c>Query</c>.</summary>
    public async Task<DrillCheck> RunAsync(RestoredTenant tenant, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (tenant.IsOracle)
        {
            return NotVerified("OracleMode", "A tenant in Oracle mode speaks another protocol; a query needs one in MySQL mode. Use -Verify with a client of your own.");
        }

        if (tenant.Name.Length == 0 || tenant.Host.Length == 0 || tenant.Port == 0)
        {
            return NotVerified("SqlEndpointUnknown", "No agent told where the tenant serves SQL.");
        }

        // The library resolves names and shakes hands where no token reaches: whoever presses Ctrl+C does not wait for that.
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task<DrillCheck> asking = Task.Run(() => AskAsync(tenant, giveUp.Token), cancellation);
        Task limit = Task.Delay(query.Timeout + query.Timeout + query.Timeout + Grace, giveUp.Token);
        if (await Task.WhenAny(asking, limit).ConfigureAwait(false) == asking)
        {
            DrillCheck check = await asking.ConfigureAwait(false);
            giveUp.Cancel();
            return check;
        }

        _ = asking.ContinueWith(t => t.Exception, TaskScheduler.Default);
        giveUp.Cancel();
        cancellation.ThrowIfCancellationRequested();
        return NotVerified("QueryTimeout", $"No answer from {At(tenant)} in time.");
    }

    private async Task<DrillCheck> AskAsync(RestoredTenant tenant, CancellationToken cancellation)
    {
        bool isOpen = false;
        bool isPrepared = false;
        try
        {
            if (await endpoints.AdmitAsync(tenant.Host, tenant.Port).ConfigureAwait(false) is not { } host)
            {
                return NotVerified(
                    "SqlServerNotNamed",
                    $"The agent reports {At(tenant)} for the tenant, over a connection that does not prove the answer, so no login was sent there. If that is your OceanBase server, name it: "
                    + $"-SqlServer {Host(tenant)}; or connect to the agents with https://.");
            }

            using SqlTunnel tunnel = await TunnelAsync(host, tenant, cancellation).ConfigureAwait(false);
            using var session = SqlSession.For(tenant, query, tunnel);
            await session.OpenAsync(cancellation).ConfigureAwait(false);
            isOpen = true;
            using CancellationTokenRegistration stopped = cancellation.Register(session.Dispose);
            await session.PrepareAsync().ConfigureAwait(false);
            isPrepared = true;
            return await session.AskAsync(query.Text).ConfigureAwait(false) is { } value
                ? Clean(QueryVerdicts.Judge(query, value, now()))
                : NotVerified("InvalidQuery", "The statement is no query: it has no result.");
        }
        catch (DbException e)
        {
            cancellation.ThrowIfCancellationRequested();
            SqlFault fault = SqlFault.Of(e);
            return !isOpen ? NotOpened(tenant, fault)
                : !isPrepared && fault.Number > 0 ? NotVerified("SqlSessionRefused", "The session could not be made one that reads only, in UTC: " + fault.Message)
                : NotAnswered(tenant, fault);
        }
        catch (SqlRefusedException e)
        {
            return NotVerified(e.ReasonId, $"{At(tenant)}: {e.Message}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return isPrepared
                ? NotVerified("UnreadableValue", "The answer could not be read: " + SqlFault.Words(e))
                : NotVerified("SqlUnreachable", $"{At(tenant)} could not be asked: {SqlFault.Words(e)}");
        }
    }

    private async Task<SqlTunnel> TunnelAsync(string host, RestoredTenant tenant, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(query.Timeout);
        try
        {
            return await SqlTunnel.OpenAsync(host, tenant.Port, query.Protection, authorities, limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (limit.IsCancellationRequested && e is not SqlRefusedException)
        {
            cancellation.ThrowIfCancellationRequested();
            throw new TimeoutException("It did not answer in time.");
        }
    }

    private DrillCheck NotOpened(RestoredTenant tenant, SqlFault fault) =>
        SqlFaults.IsRefusedLogin(fault.Number, fault.State)
            ? NotVerified("SqlLoginRefused", $"{At(tenant)} refused the login: {fault.Message}")
            : NotVerified("SqlUnreachable", $"{At(tenant)} did not let us in: {fault.Message}");

    private DrillCheck NotAnswered(RestoredTenant tenant, SqlFault fault) =>
        fault.IsTimeout || SqlFaults.IsTimeout(fault.Number) ? NotVerified("QueryTimeout", "The query was not answered in time: " + fault.Message)
        : fault.IsSilence ? NotVerified("SqlUnreachable", $"The connection to {At(tenant)} broke: {fault.Message}")
        : SqlFaults.IsDenied(fault.Number) ? NotVerified("QueryDenied", fault.Message)
        : SqlFaults.IsFaultOfQuestion(fault.Number) ? NotVerified("InvalidQuery", fault.Message)
        : SqlFaults.IsOfTheMoment(fault.Number) ? NotVerified("SqlUnavailable", fault.Message)
        : Clean(new DrillCheck { Name = Name, Verdict = DrillCheckVerdict.Failed, ReasonId = "QueryFailed", Seen = Numbered(fault), Expected = "an answer" });

    private DrillCheck NotVerified(string reason, string seen) =>
        Clean(new DrillCheck { Name = Name, Verdict = DrillCheckVerdict.NotVerified, ReasonId = reason, Seen = seen, Expected = "an answer" });

    private DrillCheck Clean(DrillCheck check) => new()
    {
        Name = check.Name,
        Verdict = check.Verdict,
        ReasonId = check.ReasonId,
        Seen = redactor.CleanStart(check.Seen, LongestWords),
        Expected = redactor.CleanStart(check.Expected, LongestWords),
    };

    private static string Numbered(SqlFault fault) => $"Error {fault.Number} ({fault.State}): {fault.Message}";

    private static string At(RestoredTenant tenant) =>
        Host(tenant) + ":" + tenant.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Host(RestoredTenant tenant) => tenant.Host.IndexOf(':') >= 0 ? "[" + tenant.Host + "]" : tenant.Host;
}
