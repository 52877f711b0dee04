using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>Waits until a change of a tenant's backup is in effect. Agents answer the request before the change is in effect.</summary>
public sealed class BackupSettling
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan StallAfter = TimeSpan.FromSeconds(20);

    private readonly ObshellClient client;

    /// <param name="client">The connection to the agents.</param>
    public BackupSettling(ObshellClient client) => this.client = client;

    /// <summary>Waits for the end of a DAG that changes destinations.</summary>
    /// <param name="dag">The DAG.</param>
    /// <param name="stalled">Called once when a step waits for an agent that does not start the step (trap B3).</param>
    /// <param name="cancellation">Ends the wait. The DAG continues.</param>
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
    /// <param name="status">OceanBase's status text; empty when there is no archive round.</param>
    /// <param name="command">The requested change.</param>
    public static bool HasReached(string status, ArchiveCommand command) =>
        command switch { ArchiveCommand.On => status == "DOING", ArchiveCommand.Off => status.Length == 0, ArchiveCommand.Suspended => status == "SUSPEND" };

    /// <summary>Reads the log archive until it is in the requested state.</summary>
    /// <returns>
    /// OceanBase's status text when the state is reached or the time limit has passed; empty when there is no archive round.
    /// </returns>
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
