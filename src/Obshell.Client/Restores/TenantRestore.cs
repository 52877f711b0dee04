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
    /// while a DAG is running and has no job yet; <c>NONE</c> when a DAG has ended without one.
    /// </summary>
    public string Status => Job?.Status ?? (Dag is { IsFinished: false } ? "NOT YET" : "NONE");

    /// <summary>Restored bytes, 0 to 100; null where OceanBase does not tell.</summary>
    public double? Percent => Job is null || Job.TotalBytes <= 0 ? null
        : Job.IsSuccess ? 100
        : Math.Min(100, Job.FinishBytes * 100.0 / Job.TotalBytes);

    /// <summary>From the job's start to its end, by the database's times; null while either is unknown.</summary>
    public TimeSpan? Elapsed => Time.AgentTimeText.Parse(Job?.FinishTimestamp) - Time.AgentTimeText.Parse(Job?.StartTimestamp);

    /// <summary>Why the job failed, secrets removed; empty otherwise.</summary>
    public string Comment => Job?.Comment ?? "";

    /// <summary>Whether anything is still running for it: the agent or OceanBase.</summary>
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
