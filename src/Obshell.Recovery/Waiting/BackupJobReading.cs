using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Finds OceanBase's job behind a backup DAG, which names it nowhere (PROTOCOL-BACKUP 9): the first one above the newest before the start,
/// or else the first that began when the DAG's third step had begun.
/// </summary>
internal sealed class BackupJobReading
{
    private const int JobsLooked = 50;

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private readonly ObshellClient client;

    public BackupJobReading(ObshellClient client) => this.client = client;

    /// <returns>Null when it has none yet.</returns>
    /// <exception cref="ObshellException">It could not be looked for.</exception>
    public async Task<BackupJob?> FindAsync(AgentDag dag, CancellationToken cancellation)
    {
        BackupJob[] jobs = [.. (await client.TenantBackups.ReadJobsAsync(dag.TenantName, JobsLooked, cancellation: cancellation).ConfigureAwait(false)).OrderBy(j => j.JobId)];
        if (dag.GetBackupJobBefore() is { } before)
        {
            return jobs.FirstOrDefault(j => j.JobId > before);
        }

        // Both times are the database session's clock with the agent's offset: they fit each other with any offset (B13).
        // A rollback writes the times of the steps again; what runs is then the backup that it left alone (B11).
        return (dag.Nodes.ElementAtOrDefault(BackupDag.StartStage - 1)?.StartTime is { } began ? jobs.FirstOrDefault(j => j.StartTime >= began - Slack) : null)
            ?? (dag.Operator == DagOperators.Rollback ? jobs.LastOrDefault(j => !j.IsOver) : null);
    }
}
