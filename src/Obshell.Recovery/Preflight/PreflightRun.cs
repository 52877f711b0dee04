using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight;

/// <summary>
/// The preflights of one command. The cluster is asked once for all of them, the backup once for each restore; nothing but
/// reads is sent.
/// </summary>
internal sealed class PreflightRun
{
    private readonly ObshellClient client;
    private readonly IRequestLog? log;
    private readonly object gate = new();
    private Task<ClusterReadings>? cluster;

    public PreflightRun(ObshellClient client, IRequestLog? log)
    {
        this.client = client;
        this.log = log;
    }

    /// <summary>Tests a restore, as far as it could be read; <paramref name="faults"/> are all that is wrong with it by itself, null to find out.</summary>
    public async Task<PreflightReport> TestAsync(TenantRestoreRequest request, IReadOnlyList<InputFault>? faults, CancellationToken cancellation) =>
        (await LookAsync(request, faults, cancellation).ConfigureAwait(false)).Report;

    /// <summary>As <see cref="TestAsync"/>, with what was read for it.</summary>
    public async Task<PreflightLook> LookAsync(TenantRestoreRequest request, IReadOnlyList<InputFault>? faults, CancellationToken cancellation)
    {
        ObConnection connection = client.Connection;
        client.Restores.RememberSecrets(request);
        Task<ClusterReadings> asking;
        lock (gate)
        {
            asking = cluster ??= ReadClusterAsync(cancellation);
        }

        ClusterReadings readings = await asking.ConfigureAwait(false);
        BackupReadings backup = await ReadBackupAsync(request, readings, cancellation).ConfigureAwait(false);
        IReadOnlyList<InputFault> all = faults ?? RestoreRequestChecker.Check(request);
        if (RestoreRequestChecker.CheckFuture(request, connection.AgentNow) is { } future)
        {
            all = [.. all, future];
        }

        var judge = new PreflightJudge(request, all, readings, backup);
        PreflightFinding[] findings =
        [
            .. judge.Judge().Select(f => new PreflightFinding(
                f.Name, f.Verdict, connection.Redactor.Clean(f.Seen), f.AgentWouldAnswer, connection.Redactor.Clean(f.Advice), f.Parameter)),
        ];
        var report = new PreflightReport(
            new PreflightRequest(request, connection.Redactor), connection.ClusterName, readings.Status.Value?.Agent ?? connection.Agent,
            connection.TimeProvider.GetUtcNow(), findings);
        return new PreflightLook(report, readings, backup);
    }

    /// <summary>
    /// First what a start asks first, too: when that agent cannot answer, the connection moves to the one that the start
    /// would go to. After a refused login nothing more is sent, since each try may count against the account (trap 33).
    /// </summary>
    private async Task<ClusterReadings> ReadClusterAsync(CancellationToken cancellation)
    {
        Reading<DagDetail[]> unfinished = await Reading<DagDetail[]>.OfAsync(
            client.Dags.ListAsync(DagScope.Cluster, unfinished: true, detailed: false, cancellation)).ConfigureAwait(false);
        if (unfinished.Fault is { } shut and (ObshellConnectionException or ObshellApiException { IsAuthentication: true } or ObshellInputException))
        {
            return new ClusterReadings
            {
                Unfinished = unfinished,
                Status = Reading<AgentStatus>.None(shut),
                TenantNames = Reading<IReadOnlyList<string>>.None(shut),
                Zones = Reading<ObZone[]>.None(shut),
                Units = Reading<UnitConfig[]>.None(shut),
                UnitLimit = Reading<UnitConfigLimit>.None(shut),
                Version = client.Connection.Version,
            };
        }

        // One that has just answered with a fault is not pressed any further.
        bool retry = unfinished.Fault is null;
        Task<Reading<AgentStatus>> status = Reading<AgentStatus>.OfAsync(ReadStatusAsync(cancellation));
        Task<Reading<IReadOnlyList<string>>> tenants = Reading<IReadOnlyList<string>>.OfAsync(ReadTenantNamesAsync(retry, cancellation));
        Task<Reading<ObZone[]>> zones = Reading<ObZone[]>.OfAsync(client.Topology.ReadZonesAsync(cancellation, retry));
        Task<Reading<UnitConfig[]>> units = Reading<UnitConfig[]>.OfAsync(client.Units.ListAsync(cancellation, retry));
        Task<Reading<UnitConfigLimit>> limit = Reading<UnitConfigLimit>.OfAsync(client.Units.GetLimitAsync(cancellation, retry));
        return new ClusterReadings
        {
            Unfinished = unfinished,
            UnitLimit = await limit.ConfigureAwait(false),
            Status = await status.ConfigureAwait(false),
            TenantNames = await tenants.ConfigureAwait(false),
            Zones = await zones.ConfigureAwait(false),
            Units = await units.ConfigureAwait(false),
            Version = client.Connection.Version,
        };
    }

    private async Task<AgentStatus> ReadStatusAsync(CancellationToken cancellation)
    {
        Answer answer = await client.Connection.ReadAsync(ApiRequest.Open("/api/v1/status"), log, cancellation).ConfigureAwait(false);
        return new AgentStatus(new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject)), answer.Agent);
    }

    private async Task<IReadOnlyList<string>> ReadTenantNamesAsync(bool retry, CancellationToken cancellation)
    {
        ApiRequest request = ApiRequest.Get("/api/v1/tenants/overview");
        Answer answer = retry
            ? await client.Connection.ReadAsync(request, log, cancellation).ConfigureAwait(false)
            : await client.Connection.ReadOnceAsync(request, log, cancellation).ConfigureAwait(false);
        var data = new PlainFields(AnswerData.Read(answer, PlainJson.Default.DictionaryStringObject));
        return [.. (data.List("contents") ?? []).Select(t => t.Text("tenant_name"))];
    }

    private async Task<BackupReadings> ReadBackupAsync(TenantRestoreRequest request, ClusterReadings readings, CancellationToken cancellation)
    {
        if (readings.Unfinished.Fault is { } shut)
        {
            return new BackupReadings { Windows = Reading<RestoreWindow[]>.None(shut) };
        }

        Reading<RestoreWindow[]> windows = await Reading<RestoreWindow[]>.OfAsync(
            client.Sources.ReadWindowsAsync(request.DataBackupUri, request.ArchiveLogUri, cancellation)).ConfigureAwait(false);
        bool canTellSource = windows.Value is not null && request.DataBackupUri?.Scheme == "file";
        return new BackupReadings
        {
            Windows = windows,
            Source = canTellSource
                ? await Reading<RestoreSource>.OfAsync(
                    client.Sources.ReadSourceAsync(request.DataBackupUri, request.ArchiveLogUri, cancellation)).ConfigureAwait(false)
                : null,
        };
    }
}
