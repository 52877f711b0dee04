namespace Obshell.Client;

/// <summary>Whose DAGs.</summary>
public enum DagScope : long
{
    /// <summary>Kept in the cluster's own tables; any of its agents answers. Restores are here.</summary>
    Cluster,

    /// <summary>Local to the agent that answers.</summary>
    Agent,
}
