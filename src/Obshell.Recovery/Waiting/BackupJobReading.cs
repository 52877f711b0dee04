using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Finds OceanBase's job of a backup DAG. The DAG does not name its job (PROTOCOL-BACKUP 9). The job is the first one with a higher id
/// than the newest job before the start. When that job is not known, it is the first job that began after the third step of the DAG had
/// begun.
/// </summary>
internal sealed class BackupJobReading
{
    private const int JobsLooked = 50;

    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    private readonly ObshellClient client;

    public BackupJobReading(ObshellClient client) => this.client = client;

    /// <returns>The job; null when the DAG has no job yet.</returns>
    /// <exception cref="ObshellException">The jobs could not be read.</exception>
    public async Task<BackupJob?> FindAsync(AgentDag dag, CancellationToken cancellation)
    {
        BackupJob[] jobs = [.. (await client.TenantBackups.ReadJobsAsync(dag.TenantName, JobsLooked, cancellation: cancellation).ConfigureAwait(false)).OrderBy(j => j.JobId)];
        if (dag.GetBackupJobBefore() is { } before)
        {
            return jobs.FirstOrDefault(j => j.JobId > before);
        }

        // Both times come from the clock of the database session, with the agent's offset, so they can be compared with any offset (B13).
        // A rollback writes the times of the steps again. A backup that runs then is one that the rollback did not stop (B11).
        return (dag.Nodes.ElementAtOrDefault(BackupDag.StartStage - 1)?.StartTime is { } began ? jobs.FirstOrDefault(j => j.StartTime >= began - Slack) : null)
            ?? (dag.Operator == DagOperators.Rollback ? jobs.LastOrDefault(j => !j.IsOver) : null);
    }
}
