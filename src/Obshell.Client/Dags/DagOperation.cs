namespace Obshell.Client;

/// <summary>The changes of a DAG that a user can request (<c>operator</c> of <c>POST task/dag/{id}</c>, PROTOCOL 5.4).</summary>
public enum DagOperation
{
    /// <summary>
    /// RETRY: the current node starts again. The DAG must be FAILED. In stage 2 of a restore, a retry first undoes this stage (trap 11).
    /// </summary>
    Retry,

    /// <summary>
    /// ROLLBACK: the agent undoes the nodes, from the current node back to the first node. The DAG must be FAILED. A rollback may drop a
    /// restored tenant (trap 10).
    /// </summary>
    Rollback,

    /// <summary>CANCEL: the agent stops working on the DAG. The DAG must be running. OceanBase's job continues (trap 13).</summary>
    Cancel,

    /// <summary>PASS: the agent marks all remaining work as done and executes nothing. The DAG must be FAILED (trap 14).</summary>
    Pass,
}
