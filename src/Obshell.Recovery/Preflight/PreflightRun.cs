using Obshell.Client;
using Obshell.Client.Agents;
using Obshell.Client.Restores.Requests;
using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight;

/// <summary>
/// The preflights of one command. The cluster is read once for all preflights, and the backup once for each restore. All requests are
/// reads.
/// </summary>
public sealed class PreflightRun
{
    private readonly ObshellClient client;
    private readonly object gate = new();
    private Task<ClusterReadings>? cluster;

    /// <param name="client">The connection to the agents.</param>
    public PreflightRun(ObshellClient client) => this.client = client;

    /// <summary>
    /// Tests a restore. Checks whose data cannot be read are Unknown in the report. Faults are not thrown: each fault, even a refused
    /// login, becomes a finding.
    /// </summary>
    /// <param name="request">The restore to test. If the input has faults, some values may be missing.</param>
    /// <param name="faults">All faults of the request; null when this method must find them.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public async Task<PreflightReport> TestAsync(TenantRestoreRequest request, IReadOnlyList<InputFault>? faults, CancellationToken cancellation) =>
        (await LookAsync(request, faults, cancellation).ConfigureAwait(false)).Report;

    /// <summary>Does the same as <see cref="TestAsync"/>, and also returns the data that was read.</summary>
    internal async Task<PreflightLook> LookAsync(TenantRestoreRequest request, IReadOnlyList<InputFault>? faults, CancellationToken cancellation)
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
        if (RestoreRequestChecker.CheckFuture(request, client.AgentNow) is { } future)
        {
            all = [.. all, future];
        }

        PreflightFinding[] findings = [.. new PreflightJudge(request, all, readings, backup, client.Redactor).Judge()];
        var report = new PreflightReport(
            new PreflightRequest(request, client.Redactor), connection.ClusterName, readings.Status.Value?.Agent ?? connection.Agent,
            client.Clock.GetUtcNow(), findings);
        return new PreflightLook(report, readings, backup);
    }

    /// <summary>
    /// The first request is the same read as the first read of a start. If the agent cannot answer, the connection changes to another
    /// agent, and a start would use that agent too. After a refused login no more requests are sent, because more failed logins could lock
    /// the account (trap 33).
    /// </summary>
    private async Task<ClusterReadings> ReadClusterAsync(CancellationToken cancellation)
    {
        Reading<AgentDag[]> unfinished = await Reading<AgentDag[]>.OfAsync(
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
                FreePools = Reading<string[]>.None(shut),
                Version = client.Connection.Version,
            };
        }

        // If the first read failed, the other requests are not repeated after a fault.
        ObshellClient reads = unfinished.Fault is null ? client : client.Once;
        Task<Reading<AgentStatus>> status = Reading<AgentStatus>.OfAsync(client.Agents.ReadStatusAsync(cancellation));
        Task<Reading<IReadOnlyList<string>>> tenants = Reading<IReadOnlyList<string>>.OfAsync(reads.Tenants.ReadNamesAsync(cancellation));
        Task<Reading<ObZone[]>> zones = Reading<ObZone[]>.OfAsync(reads.Topology.ReadZonesAsync(cancellation));
        Task<Reading<UnitConfig[]>> units = Reading<UnitConfig[]>.OfAsync(reads.Units.ListAsync(cancellation));
        Task<Reading<UnitConfigLimit>> limit = Reading<UnitConfigLimit>.OfAsync(reads.Units.GetLimitAsync(cancellation));
        Task<Reading<string[]>> pools = Reading<string[]>.OfAsync(reads.ResourcePools.ListFreeAsync(cancellation));
        return new ClusterReadings
        {
            Unfinished = unfinished,
            FreePools = await pools.ConfigureAwait(false),
            UnitLimit = await limit.ConfigureAwait(false),
            Status = await status.ConfigureAwait(false),
            TenantNames = await tenants.ConfigureAwait(false),
            Zones = await zones.ConfigureAwait(false),
            Units = await units.ConfigureAwait(false),
            Version = client.Connection.Version,
        };
    }

    private async Task<BackupReadings> ReadBackupAsync(TenantRestoreRequest request, ClusterReadings readings, CancellationToken cancellation)
    {
        if (readings.Unfinished.Fault is { } shut)
        {
            return new BackupReadings { Windows = Reading<RestoreWindow[]>.None(shut) };
        }

        Reading<RestoreWindow[]> windows = await Reading<RestoreWindow[]>.OfAsync(
            client.Backups.ReadWindowsAsync(request.DataBackupUri, request.ArchiveLogUri, cancellation)).ConfigureAwait(false);
        bool asksForSource = windows.Value is not null && request.DataBackupUri?.Scheme == "file";
        return new BackupReadings
        {
            Windows = windows,
            Source = asksForSource
                ? await Reading<RestoreSource>.OfAsync(
                    client.Backups.ReadSourceAsync(request.DataBackupUri, request.ArchiveLogUri, cancellation)).ConfigureAwait(false)
                : null,
        };
    }
}
