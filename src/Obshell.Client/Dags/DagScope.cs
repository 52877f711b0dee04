namespace Obshell.Client;

/// <summary>Which DAGs are read: the DAGs of the cluster, or the DAGs of one agent.</summary>
public enum DagScope : long
{
    /// <summary>DAGs in the cluster's own tables; each agent of the cluster can answer. Restores belong to this scope.</summary>
    Cluster,

    /// <summary>DAGs that are local to the agent that answers.</summary>
    Agent,
}
