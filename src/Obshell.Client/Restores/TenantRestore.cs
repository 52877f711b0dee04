using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// The restore of a tenant as far as it is known: the agent's DAG, OceanBase's job, or one of them. Early in a restore there
/// is no tenant row and so no job to be read (trap 31): that is not a fault, <see cref="Status"/> then says <c>NOT YET</c>.
/// </summary>
public sealed class TenantRestore : IOfConnection
{
    /// <param name="tenantName">The tenant being made.</param>
    /// <param name="dag">The agent's DAG, where it is known.</param>
    /// <param name="job">OceanBase's job, where it is known.</param>
    /// <param name="connection">Over which both were read.</param>
    public TenantRestore(string tenantName, AgentDag? dag, RestoreOverview? job, ObConnection? connection = null)
    {
        TenantName = tenantName;
        Dag = dag;
        Job = job;
        Connection = connection ?? dag?.Connection;
    }

    /// <summary>The cluster that it is in; empty when it was not read from one.</summary>
    public string ClusterName => Connection?.ClusterName ?? "";

    /// <summary>That cluster's id; 0 when it was not read from one.</summary>
    public long ClusterId => Connection?.ClusterId ?? 0;

    /// <summary>The tenant being made.</summary>
    public string TenantName { get; }

    /// <summary>
    /// OceanBase's word: <c>SUCCESS</c>, <c>FAIL</c>, or a kind of running such as <c>WAIT_TENANT_RESTORE_FINISH</c>; <c>NOT YET</c>
    /// while a DAG runs and has no job yet; <c>NONE</c> when a DAG has ended without one.
    /// </summary>
    public string Status => Job?.Status ?? (Dag is { IsFinished: false } ? "NOT YET" : "NONE");

    /// <summary>Restored bytes, 0 to 100; null where OceanBase does not tell.</summary>
    public double? Percent => Job is null || Job.TotalBytes <= 0 ? null
        : Job.IsSuccess ? 100
        : Math.Min(100, Job.FinishBytes * 100.0 / Job.TotalBytes);

    /// <summary>From the job's start to its end, by the database's times; while it runs, as its DAG says. Null while it cannot be computed.</summary>
    public TimeSpan? Elapsed => EndTime - StartTime ?? (IsRunning ? Dag?.Elapsed : null);

    /// <summary>The point that it is restored to; null while there is no job.</summary>
    public RestorePoint? Point => Job is { RestoreScn: > 0 } job ? RestorePoint.FromScn(job.RestoreScn) : null;

    /// <summary>When the job began: the database's wall clock with the agent's offset. Null where there is none.</summary>
    public DateTimeOffset? StartTime => Time.AgentTimeText.Parse(Job?.StartTimestamp);

    /// <summary>When the job ended, by the same clock; null while it runs.</summary>
    public DateTimeOffset? EndTime => Time.AgentTimeText.Parse(Job?.FinishTimestamp);

    /// <summary>Bytes done; null while there is no job.</summary>
    public long? FinishBytes => Job?.FinishBytes;

    /// <summary>Bytes in all; null while there is no job.</summary>
    public long? TotalBytes => Job?.TotalBytes;

    /// <summary>Where the data come from, without secrets; empty where the agent does not report it.</summary>
    public string DataBackupUri => Job?.BackupDataUri ?? "";

    /// <summary>Where the logs come from, without secrets; empty where the agent does not report it.</summary>
    public string ArchiveLogUri => Job?.BackupLogUri ?? "";

    /// <summary>Number of OceanBase's job; null while there is none.</summary>
    public long? JobId => Job?.JobId;

    /// <summary>Id of the agent's DAG; empty where none is known.</summary>
    public string DagId => Dag?.Id ?? "";

    /// <summary>Current node of the DAG, counted from 1; null where none is known.</summary>
    public int? Stage => Dag?.Stage;

    /// <summary>Its name.</summary>
    public string StageName => Dag?.StageName ?? "";

    /// <summary>Why the job failed, secrets removed; empty otherwise.</summary>
    public string Comment => Job?.Comment ?? "";

    /// <summary>Whether the agent or OceanBase still works on it.</summary>
    public bool IsRunning => Job is { IsRunning: true } || Dag is { IsFinished: false };

    /// <summary>The agent's DAG, without details; null where none is known, as for old jobs.</summary>
    public AgentDag? Dag { get; }

    /// <summary>OceanBase's job; null until it exists.</summary>
    public RestoreOverview? Job { get; }

    /// <summary>Where it was read from.</summary>
    internal ObConnection? Connection { get; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName + " " + Status);
}
