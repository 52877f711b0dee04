using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Verdicts;

/// <summary>
/// Is this OceanBase job the one that this DAG started? The DAG's own <c>restore_job_id</c> is always 0 (PROTOCOL 4.8), and
/// the overview knows only a tenant's latest job. But the DAG logs the resource pools it made, their names end in the
/// millisecond of its creation, and the job's option text lists its pools.
/// </summary>
public static class JobMatch
{
    private const string CreatedPrefix = "Create resource pool: {";
    private const string PoolList = "pool_list=";

    /// <summary>The agent's scheduler ticks once a second; both times are the same database's.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    /// <summary>Whether it is. By the pools that both name; where one names none, by the time at which the job began.</summary>
    /// <param name="dag">With details.</param>
    /// <param name="job">A job of the same tenant name.</param>
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

    /// <summary>The resource pools that the DAG's logs say it made.</summary>
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

    /// <summary>Second best, where logs or option text are missing: the job began while the DAG's start step ran.</summary>
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
