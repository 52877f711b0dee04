namespace Obshell.Simulator;

/// <summary>The state of a node and of its first sub-task at a given moment.</summary>
public sealed record DagNodeView
{
    /// <summary>The name of the node and of the sub-task.</summary>
    public required string Name { get; init; }

    /// <summary>PENDING, RUNNING, FAILED or SUCCEED.</summary>
    public required string State { get; init; }

    /// <summary>RUN, RETRY, ROLLBACK or PASS.</summary>
    public required string Operator { get; init; }

    /// <summary>The state of the sub-task.</summary>
    public required string SubTaskState { get; init; }

    /// <summary>The operator of the sub-task.</summary>
    public required string SubTaskOperator { get; init; }

    /// <summary>execute_times of the sub-task.</summary>
    public required int ExecuteTimes { get; init; }

    /// <summary>The log lines of all executions.</summary>
    public required IReadOnlyList<string> Logs { get; init; }
}
