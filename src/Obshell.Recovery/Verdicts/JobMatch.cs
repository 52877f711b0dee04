using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Verdicts;

/// <summary>
/// Decides whether a DAG started an OceanBase job. The DAG does not contain the job id: its <c>restore_job_id</c> is always 0 (PROTOCOL
/// 4.8). The overview reports only the latest job of a tenant, and another DAG may have started this job. So this class compares the
/// resource pools in the DAG's log with the pools in the job's option text. Pool names are unique, because they end with their creation
/// time in milliseconds.
/// </summary>
public static class JobMatch
{
    private const string CreatedPrefix = "Create resource pool: {";
    private const string PoolList = "pool_list=";

    /// <summary>
    /// The tolerance for start times. The agent's scheduler runs once a second. The times of the DAG and of the job come from the same
    /// database.
    /// </summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Whether the DAG started the job. If the pools of the DAG and of the job are known, the pools decide. Otherwise the start time of the
    /// job decides.
    /// </summary>
    /// <param name="dag">The DAG, with details.</param>
    /// <param name="job">A job that restores into the same tenant name.</param>
    public static bool Holds(AgentDag dag, RestoreOverview job)
    {
        if (job.RestoreTenantName.Length > 0 && !string.Equals(job.RestoreTenantName, dag.TenantName, StringComparison.Ordinal))
        {
            return false;
        }

        HashSet<string> made = PoolsMade(dag);
        string[] used = PoolsUsed(job);
        return made.Count > 0 && used.Length > 0 ? used.Any(made.Contains) : StartedWithin(dag, job);
    }

    /// <summary>The resource pools that the DAG created, according to its logs.</summary>
    internal static HashSet<string> PoolsMade(AgentDag dag)
    {
        var pools = new HashSet<string>(StringComparer.Ordinal);
        foreach (string line in dag.LogLines())
        {
            if (line.StartsWith(CreatedPrefix, StringComparison.Ordinal))
            {
                string rest = line.Substring(CreatedPrefix.Length);
                int end = rest.IndexOf(' ');
                pools.Add(end > 0 ? rest.Substring(0, end) : rest.TrimEnd('}'));
            }
        }

        return pools;
    }

    private static string[] PoolsUsed(RestoreOverview job)
    {
        foreach (string part in job.RestoreOption.Split('&'))
        {
            if (part.StartsWith(PoolList, StringComparison.OrdinalIgnoreCase))
            {
                return part.Substring(PoolList.Length).Split([','], StringSplitOptions.RemoveEmptyEntries);
            }
        }

        return [];
    }

    /// <summary>
    /// The weaker test, which is used if logs or option text are missing: the job began while the start step of the DAG was running.
    /// </summary>
    private static bool StartedWithin(AgentDag dag, RestoreOverview job)
    {
        if (dag.Nodes.Length < RestoreDag.StartStage || AgentTimeText.Parse(job.StartTimestamp) is not { } started)
        {
            return false;
        }

        NodeDetail step = dag.Nodes[RestoreDag.StartStage - 1];
        return step.StartTime is { } from && started >= from - Slack && (step.EndTime is not { } to || started <= to + Slack);
    }
}
