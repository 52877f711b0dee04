using System.Linq;
using Obshell.Simulator;

namespace ObshellPS.Tests.Stopping;

/// <summary>The state of a cluster that a command could change, as text.</summary>
internal static class ClusterState
{
    public static string Of(SimulatedCluster cluster) => string.Join('\n',
    [
        .. cluster.Dags.Select(d => $"DAG {d.Id} {d.Name} {d.State}/{d.Operator} {d.Stage} [{string.Join(' ', d.Nodes.Select(n => n.State + "/" + n.Operator))}]"),
        .. cluster.Tenants.Select(t => $"tenant {t.Name} {t.Status}"),
        .. cluster.UnitConfigs.Select(u => $"unit config {u.Name}"),
        .. cluster.ResourcePools.Select(p => $"pool {p.Name}"),
        .. cluster.RestoreJobs.Select(j => $"job {j.JobId} {j.Status}"),
        .. cluster.Sql.Statements,
    ]);
}
