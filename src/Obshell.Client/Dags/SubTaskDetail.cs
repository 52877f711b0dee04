using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>The work of a node on one agent (PROTOCOL 5.3).</summary>
public sealed class SubTaskDetail
{
    /// <summary>Universal id. Sub-tasks, nodes and DAGs have separate numbers.</summary>
    public string Id { get; init => field = value ?? ""; } = "";

    /// <summary>Number of the sub-task.</summary>
    public long TaskId { get; init; }

    /// <summary>Name; usually the same as the name of the node.</summary>
    public string Name { get; init => field = value ?? ""; } = "";

    /// <summary><c>PENDING</c>, <c>READY</c>, <c>RUNNING</c>, <c>FAILED</c> or <c>SUCCEED</c>.</summary>
    public string State { get; init => field = value ?? ""; } = "";

    /// <summary>Operator: <c>RUN</c>, <c>ROLLBACK</c>, ...</summary>
    public string Operator { get; init => field = value ?? ""; } = "";

    /// <summary>Start; null while pending.</summary>
    public DateTimeOffset? StartTime { get => State == DagStates.Pending ? null : field; init; }

    /// <summary>End; null while unfinished.</summary>
    public DateTimeOffset? EndTime { get => State is DagStates.Succeed or DagStates.Failed ? field : null; init; }

    /// <summary>How often the sub-task was executed; undoing it also counts as an execution.</summary>
    public int ExecuteTimes { get; init; }

    /// <summary>The agent that ran the sub-task.</summary>
    public AgentAddress? ExecuteAgent { get; init; }

    /// <summary>Log lines of all executions, with secrets removed. Error lines begin with <c>ERROR: [errCode]:</c>.</summary>
    public string[] TaskLogs { get; init => field = value is null ? [] : Array.FindAll(value, l => l is not null); } = [];

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Name);
}
