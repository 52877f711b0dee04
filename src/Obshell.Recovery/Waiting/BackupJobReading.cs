using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Finds OceanBase's job of a backup DAG. The DAG does not contain the job id (PROTOCOL-BACKUP 9). If the newest job before the start is
/// known, the DAG's job is the first job with a higher id. Otherwise it is the first job that began after the third step of the DAG began.
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

        // The times of the step and of the job have the same offset error (trap B13), so they can be compared. A rollback overwrites the
        // times of the steps, but it does not stop the backup (trap B11). So after a rollback, this DAG's backup is the backup that is
        // still running.
        return (dag.Nodes.ElementAtOrDefault(BackupDag.StartStage - 1)?.StartTime is { } began ? jobs.FirstOrDefault(j => j.StartTime >= began - Slack) : null)
            ?? (dag.Operator == DagOperators.Rollback ? jobs.LastOrDefault(j => !j.IsOver) : null);
    }
}
