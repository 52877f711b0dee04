using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// The known data of a tenant's restore: the agent's DAG, OceanBase's job, or both. At the beginning of a restore there is no tenant row,
/// so no job can be read (trap 31). This is not a fault: <see cref="Status"/> is then <c>NOT YET</c>.
/// </summary>
public sealed class TenantRestore : IOfConnection
{
    /// <param name="tenantName">The tenant that is being made.</param>
    /// <param name="dag">The agent's DAG, where it is known.</param>
    /// <param name="job">OceanBase's job, where it is known.</param>
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

    /// <summary>The tenant that is being made.</summary>
    public string TenantName { get; }

    /// <summary>
    /// OceanBase's word: <c>SUCCESS</c>, <c>FAIL</c>, or a word for a running job such as <c>WAIT_TENANT_RESTORE_FINISH</c>. It is <c>NOT
    /// YET</c> while the DAG runs and there is no job yet, and <c>NONE</c> when the DAG has ended without a job.
    /// </summary>
    public string Status => Job?.Status ?? (Dag is { IsFinished: false } ? "NOT YET" : "NONE");

    /// <summary>Restored bytes in percent, 0 to 100; null where OceanBase does not report them.</summary>
    public double? Percent => Job is null || Job.TotalBytes <= 0 ? null
        : Job.IsSuccess ? 100
        : Math.Min(100, Job.FinishBytes * 100.0 / Job.TotalBytes);

    /// <summary>
    /// The time from the job's start to its end, by the database's times; while it runs, the DAG's value. Null when it cannot be
    /// computed.
    /// </summary>
    public TimeSpan? Elapsed => EndTime - StartTime ?? (Dag is { IsFinished: false } ? Dag.Elapsed : null);

    /// <summary>The restore point; null while there is no job.</summary>
    public RestorePoint? Point => Job is { RestoreScn: > 0 } job ? RestorePoint.FromScn(job.RestoreScn) : null;

    /// <summary>When the job began: the database's wall clock with the agent's offset. Null when there is no time.</summary>
    public DateTimeOffset? StartTime => Time.AgentTimeText.Parse(Job?.StartTimestamp);

    /// <summary>When the job ended, by the same clock; null while it runs.</summary>
    public DateTimeOffset? EndTime => Time.AgentTimeText.Parse(Job?.FinishTimestamp);

    /// <summary>Number of restored bytes; null while there is no job.</summary>
    public long? FinishBytes => Job?.FinishBytes;

    /// <summary>Number of all bytes; null while there is no job.</summary>
    public long? TotalBytes => Job?.TotalBytes;

    /// <summary>The place that the data comes from, without secrets; empty where the agent does not report it.</summary>
    public string DataBackupUri => Job?.BackupDataUri ?? "";

    /// <summary>The place that the logs come from, without secrets; empty where the agent does not report it.</summary>
    public string ArchiveLogUri => Job?.BackupLogUri ?? "";

    /// <summary>Number of OceanBase's job; null while there is none.</summary>
    public long? JobId => Job?.JobId;

    /// <summary>Id of the agent's DAG; empty where none is known.</summary>
    public string DagId => Dag?.Id ?? "";

    /// <summary>Current node of the DAG, counted from 1; null where none is known.</summary>
    public int? Stage => Dag?.Stage;

    /// <summary>Name of the current node.</summary>
    public string StageName => Dag?.StageName ?? "";

    /// <summary>Why the job failed, secrets removed; empty otherwise.</summary>
    public string Comment => Job?.Comment ?? "";

    /// <summary>Whether the agent or OceanBase still works on the restore.</summary>
    public bool IsRunning => Job is { IsRunning: true } || Dag is { IsFinished: false };

    /// <summary>The agent's DAG, without details; null where none is known, as for old jobs.</summary>
    public AgentDag? Dag { get; }

    /// <summary>OceanBase's job; null until it exists.</summary>
    public RestoreOverview? Job { get; }

    /// <summary>The connection over which the restore was read.</summary>
    internal ObConnection? Connection { get; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName + " " + Status);
}
