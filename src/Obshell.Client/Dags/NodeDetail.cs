using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>One step of a DAG (PROTOCOL 5.3).</summary>
public sealed class NodeDetail
{
    /// <summary>Universal id. Nodes and DAGs have separate numbers: the same text may also be the id of a DAG.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Number of the node.</summary>
    public long NodeId { get; init; }

    /// <summary>Name, e.g. <c>Start restore</c>.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary><c>PENDING</c>, <c>RUNNING</c>, <c>FAILED</c> or <c>SUCCEED</c>.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary><c>RUN</c>, <c>RETRY</c>, <c>ROLLBACK</c>, <c>CANCEL</c> or <c>PASS</c>.</summary>
    public string Operator { get; init => field = value ?? ""; } = "";

    /// <summary>Start; null while the node is pending.</summary>
    public DateTimeOffset? StartTime { get => State == DagStates.Pending ? null : field; init; }

    /// <summary>End; null while the node is unfinished.</summary>
    public DateTimeOffset? EndTime { get => State is DagStates.Succeed or DagStates.Failed ? field : null; init; }

    /// <summary>The node's sub-tasks.</summary>
    public SubTaskDetail[] SubTasks { get; init => field = value is null ? [] : Array.FindAll(value, t => t is not null); } = [];

    /// <summary>The time from start to end; null while the start or the end is unknown.</summary>
    public TimeSpan? Elapsed => EndTime - StartTime;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Name);
}
