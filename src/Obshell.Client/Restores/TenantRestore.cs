using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// A tenant's restore: the agent's DAG, OceanBase's job, or both. At the beginning of a restore, the tenant does not exist yet, so the job
/// cannot be read (trap 31). This is not an error: <see cref="Status"/> is then <c>NOT YET</c>.
/// </summary>
public sealed class TenantRestore : IOfConnection
{
    /// <param name="tenantName">The tenant that the restore creates.</param>
    /// <param name="dag">The agent's DAG; null when it is not known.</param>
    /// <param name="job">OceanBase's job; null when it is not known.</param>
    /// <param name="connection">The connection over which both were read.</param>
    public TenantRestore(string tenantName, AgentDag? dag, RestoreOverview? job, ObConnection? connection = null)
    {
        TenantName = tenantName;
        Dag = dag;
        Job = job;
        Connection = connection ?? dag?.Connection;
    }

    /// <summary>The name of the restore's cluster; empty when the restore was not read from a cluster.</summary>
    public string ClusterName => Connection?.ClusterName ?? "";

    /// <summary>The id of the restore's cluster; 0 when the restore was not read from a cluster.</summary>
    public long ClusterId => Connection?.ClusterId ?? 0;

    /// <summary>The tenant that the restore creates.</summary>
    public string TenantName { get; }

    /// <summary>
    /// OceanBase's status of the job: <c>SUCCESS</c>, <c>FAIL</c>, or a status of a running job such as <c>WAIT_TENANT_RESTORE_FINISH</c>.
    /// <c>NOT YET</c> while the DAG runs and there is no job yet; <c>NONE</c> when the DAG has ended without a job.
    /// </summary>
    public string Status => Job?.Status ?? (Dag is { IsFinished: false } ? "NOT YET" : "NONE");

    /// <summary>Restored bytes in percent, 0 to 100; null when OceanBase does not report them.</summary>
    public double? Percent => Job is null || Job.TotalBytes <= 0 ? null
        : Job.IsSuccess ? 100
        : Math.Min(100, Job.FinishBytes * 100.0 / Job.TotalBytes);

    /// <summary>
    /// The time from the start to the end of the job, as the database reports them. While the job runs, this is the elapsed time of the
    /// DAG. Null when it cannot be computed.
    /// </summary>
    public TimeSpan? Elapsed => EndTime - StartTime ?? (Dag is { IsFinished: false } ? Dag.Elapsed : null);

    /// <summary>The restore point; null while there is no job.</summary>
    public RestorePoint? Point => Job is { RestoreScn: > 0 } job ? RestorePoint.FromScn(job.RestoreScn) : null;

    /// <summary>
    /// When the job began: the database's local time, but with the agent's time zone offset. Null when there is no job, or when the job has
    /// no start time.
    /// </summary>
    public DateTimeOffset? StartTime => Time.AgentTimeText.Parse(Job?.StartTimestamp);

    /// <summary>When the job ended, by the same clock as <see cref="StartTime"/>; null while it runs.</summary>
    public DateTimeOffset? EndTime => Time.AgentTimeText.Parse(Job?.FinishTimestamp);

    /// <summary>Number of restored bytes; null while there is no job.</summary>
    public long? FinishBytes => Job?.FinishBytes;

    /// <summary>Total number of bytes; null while there is no job.</summary>
    public long? TotalBytes => Job?.TotalBytes;

    /// <summary>The location that the data comes from, without secrets; empty when the agent does not report it.</summary>
    public string DataBackupUri => Job?.BackupDataUri ?? "";

    /// <summary>The location that the logs come from, without secrets; empty when the agent does not report it.</summary>
    public string ArchiveLogUri => Job?.BackupLogUri ?? "";

    /// <summary>Number of OceanBase's job; null while there is no job.</summary>
    public long? JobId => Job?.JobId;

    /// <summary>Id of the agent's DAG; empty when the DAG is not known.</summary>
    public string DagId => Dag?.Id ?? "";

    /// <summary>Number of the DAG's current node, counted from 1; null when the DAG is not known.</summary>
    public int? Stage => Dag?.Stage;

    /// <summary>Name of the DAG's current node.</summary>
    public string StageName => Dag?.StageName ?? "";

    /// <summary>Number and name of the DAG's current node: <c>3/5 Wait restore task finish</c>; empty when the DAG is not known.</summary>
    public string Step => Dag?.Step ?? "";

    /// <summary>Why the job failed, with secrets removed; empty when it did not fail.</summary>
    public string Comment => Job?.Comment ?? "";

    /// <summary>Whether the agent or OceanBase still works on the restore.</summary>
    public bool IsRunning => Job is { IsRunning: true } || Dag is { IsFinished: false };

    /// <summary>The agent's DAG, without details; null when the DAG is not known, for example for old jobs.</summary>
    public AgentDag? Dag { get; }

    /// <summary>OceanBase's job; null until it exists.</summary>
    public RestoreOverview? Job { get; }

    /// <summary>The connection over which the restore was read.</summary>
    internal ObConnection? Connection { get; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName + " " + Status);
}
