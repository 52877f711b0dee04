using System.Data.Common;
using System.Security.Cryptography.X509Certificates;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Time;
using Obshell.Client.Tls;

namespace Obshell.Recovery.Drills.Query;

/// <summary>
/// Sends a user's query to a restored tenant. If the network, the login, a missing right or a fault in the query prevents an answer, the
/// check is <see cref="DrillCheckVerdict.NotVerified"/>. If the answer is wrong, or the server reports any other error, such as a missing
/// table, the check is <see cref="DrillCheckVerdict.Failed"/>. The check throws only when it is cancelled.
/// </summary>
public sealed class QueryCheck
{
    internal const string Name = "Query";

    /// <summary>The maximum length of a server's message. A longer message is cut.</summary>
    private const int MaxWords = 500;

    /// <summary>
    /// The library has its own time limits. If the library exceeds these limits, the check stops waiting after this additional time.
    /// </summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly TenantQuery query;
    private readonly SqlEndpoints endpoints;
    private readonly X509Certificate2Collection? authorities;
    private readonly Func<DateTimeOffset> now;
    private readonly Redactor redactor = new();

    /// <summary>Creates the check. Nothing is sent yet.</summary>
    /// <param name="query">The query and the expected answer.</param>
    /// <param name="endpoints">The servers to which the login may be sent.</param>
    /// <param name="certificateAuthority">
    /// The file with the certificate authorities that are trusted; null for the authorities of the system.
    /// </param>
    /// <param name="now">The clock.</param>
    /// <exception cref="ObshellInputException">
    /// The query breaks rules (the message lists all of them), or the file contains no certificate.
    /// </exception>
    public QueryCheck(TenantQuery query, SqlEndpoints endpoints, string? certificateAuthority = null, Func<DateTimeOffset>? now = null)
    {
        query.Check();
        this.query = query;
        this.endpoints = endpoints;
        authorities = certificateAuthority is null ? null : CertificateAuthorityFile.Load(certificateAuthority);
        this.now = now ?? (() => WallClock.Now);
        redactor.Remember(query.Password);
    }

    /// <summary>Sends the query. The name of the check is <c>Query</c>.</summary>
    public async Task<DrillCheck> RunAsync(RestoredTenant tenant, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (tenant.IsOracle)
        {
            return NotVerified("OracleMode", DrillQueryTexts.OracleMode);
        }

        if (tenant.Name.Length == 0 || tenant.Host.Length == 0 || tenant.Port == 0)
        {
            return NotVerified("SqlEndpointUnknown", DrillQueryTexts.EndpointUnknown);
        }

        // The library resolves names and does handshakes without a cancellation token. So they run in a task, and Ctrl+C does not wait for
        // this task.
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
        return NotVerified("QueryTimeout", DrillQueryTexts.FormatNoAnswer(At(tenant)));
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
                    DrillQueryTexts.FormatServerNotNamed(At(tenant), Host(tenant)));
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
                : NotVerified("InvalidQuery", DrillQueryTexts.NoResult);
        }
        catch (DbException e)
        {
            cancellation.ThrowIfCancellationRequested();
            SqlFault fault = SqlFault.Of(e);
            return !isOpen ? NotOpened(tenant, fault)
                : !isPrepared && fault.Number > 0 ? NotVerified("SqlSessionRefused", DrillQueryTexts.FormatSessionRefused(fault.Message))
                : NotAnswered(tenant, fault);
        }
        catch (SqlRefusedException e)
        {
            return NotVerified(e.ReasonId, DrillQueryTexts.FormatOfServer(At(tenant), e.Message));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            cancellation.ThrowIfCancellationRequested();
            return isPrepared
                ? NotVerified("UnreadableValue", DrillQueryTexts.FormatUnreadable(SqlFault.Words(e)))
                : NotVerified("SqlUnreachable", DrillQueryTexts.FormatNotAsked(At(tenant), SqlFault.Words(e)));
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
            throw new TimeoutException(DrillQueryTexts.NotInTime);
        }
    }

    private DrillCheck NotOpened(RestoredTenant tenant, SqlFault fault) =>
        SqlFaults.IsRefusedLogin(fault.Number, fault.State)
            ? NotVerified("SqlLoginRefused", DrillQueryTexts.FormatLoginRefused(At(tenant), fault.Message))
            : NotVerified("SqlUnreachable", DrillQueryTexts.FormatNotOpened(At(tenant), fault.Message));

    private DrillCheck NotAnswered(RestoredTenant tenant, SqlFault fault) =>
        fault.IsTimeout || SqlFaults.IsTimeout(fault.Number) ? NotVerified("QueryTimeout", DrillQueryTexts.FormatQueryNotInTime(fault.Message))
        : fault.IsSilence ? NotVerified("SqlUnreachable", DrillQueryTexts.FormatConnectionBroke(At(tenant), fault.Message))
        : SqlFaults.IsDenied(fault.Number) ? NotVerified("QueryDenied", fault.Message)
        : SqlFaults.IsFaultOfQuestion(fault.Number) ? NotVerified("InvalidQuery", fault.Message)
        : SqlFaults.IsOfTheMoment(fault.Number) ? NotVerified("SqlUnavailable", fault.Message)
        : Clean(new DrillCheck { Name = Name, Verdict = DrillCheckVerdict.Failed, ReasonId = "QueryFailed", Seen = Numbered(fault), Expected = DrillQueryTexts.AnAnswer });

    private DrillCheck NotVerified(string reason, string seen) =>
        Clean(new DrillCheck { Name = Name, Verdict = DrillCheckVerdict.NotVerified, ReasonId = reason, Seen = seen, Expected = DrillQueryTexts.AnAnswer });

    private DrillCheck Clean(DrillCheck check) => new()
    {
        Name = check.Name,
        Verdict = check.Verdict,
        ReasonId = check.ReasonId,
        Seen = redactor.CleanStart(check.Seen, MaxWords),
        Expected = redactor.CleanStart(check.Expected, MaxWords),
    };

    private static string Numbered(SqlFault fault) => DrillQueryTexts.FormatNumbered(fault.Number, fault.State, fault.Message);

    private static string At(RestoredTenant tenant) =>
        Host(tenant) + ":" + tenant.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Host(RestoredTenant tenant) => tenant.Host.IndexOf(':') >= 0 ? "[" + tenant.Host + "]" : tenant.Host;
}
