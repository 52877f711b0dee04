namespace Obshell.Client;

/// <summary>What can be asked of a DAG (<c>operator</c> of <c>POST task/dag/{id}</c>, PROTOCOL 5.4).</summary>
public enum DagOperation
{
    /// <summary>RETRY: the current node starts again. Needs a FAILED DAG. In stage 2 of a restore it begins by undoing (trap 11).</summary>
    Retry,

    /// <summary>ROLLBACK: nodes are undone from the current one down. Needs a FAILED DAG. May drop a restored tenant (trap 10).</summary>
    Rollback,

    /// <summary>CANCEL: the agent stops working on the DAG. Needs one under way. OceanBase's job continues (trap 13).</summary>
    Cancel,

    /// <summary>PASS: everything that is left is marked done, nothing is executed. Needs a FAILED DAG (trap 14).</summary>
    Pass,
}
