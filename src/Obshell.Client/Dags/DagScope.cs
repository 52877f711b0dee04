namespace Obshell.Client;

/// <summary>Whose DAGs.</summary>
public enum DagScope : long
{
    /// <summary>DAGs in the cluster's own tables; each agent of the cluster can answer. Restores are here.</summary>
    Cluster,

    /// <summary>DAGs that are local to the agent that answers.</summary>
    Agent,
}
