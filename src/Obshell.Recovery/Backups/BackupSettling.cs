using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>Waits until a change of a tenant's backup has taken effect, which agents do not.</summary>
public sealed class BackupSettling
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StallAfter = TimeSpan.FromSeconds(20);

    private readonly ObshellClient client;

    /// <param name="client">Whom to ask.</param>
    public BackupSettling(ObshellClient client) => this.client = client;

    /// <summary>The end of a DAG that changes places.</summary>
    /// <param name="dag">The DAG.</param>
    /// <param name="stalled">Called once, when a step has waited for an agent that does not take it up (B3).</param>
    /// <param name="cancellation">Ends the waiting; the DAG continues.</param>
    public async Task<AgentDag> WaitAsync(AgentDag dag, Action<AgentAddress> stalled, CancellationToken cancellation)
    {
        long since = client.Clock.GetTimestamp();
        bool isReported = false;
        while (true)
        {
            AgentDag now = await client.Dags.GetAsync(dag.Id, detailed: true, cancellation).ConfigureAwait(false);
            if (now.IsFinished)
            {
                return now;
            }

            if (!isReported && client.Clock.GetElapsedTime(since) > StallAfter && now.FindStalledAgent() is { } agent)
            {
                isReported = true;
                stalled(agent);
            }

            await client.Clock.DelayAsync(Pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Whether a log archive is in the requested state.</summary>
    /// <param name="status">OceanBase's word; empty when it is in no round.</param>
    /// <param name="command">What was asked for.</param>
    public static bool HasReached(string status, ArchiveCommand command) =>
        command switch { ArchiveCommand.On => status == "DOING", ArchiveCommand.Off => status.Length == 0, ArchiveCommand.Suspended => status == "SUSPEND" };

    /// <summary>Looks until the log archive is in the requested state.</summary>
    /// <returns>OceanBase's word when it is or time is up; empty when it is in no round.</returns>
    public async Task<string> WaitForArchiveAsync(string tenant, ArchiveCommand command, TimeSpan limit, CancellationToken cancellation)
    {
        long since = client.Clock.GetTimestamp();
        while (true)
        {
            string status = (await client.TenantBackups.ReadRoundAsync(tenant, cancellation).ConfigureAwait(false))?.Status ?? "";
            if (HasReached(status, command) || client.Clock.GetElapsedTime(since) >= limit)
            {
                return status;
            }

            await client.Clock.DelayAsync(Pause, cancellation).ConfigureAwait(false);
        }
    }
}
