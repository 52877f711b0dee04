namespace Obshell.Simulator;

/// <summary>A node and its first sub-task at one moment.</summary>
public sealed record DagNodeView
{
    /// <summary>Name of node and sub-task.</summary>
    public required string Name { get; init; }

    /// <summary>PENDING, RUNNING, FAILED or SUCCEED.</summary>
    public required string State { get; init; }

    /// <summary>RUN, RETRY, ROLLBACK or PASS.</summary>
    public required string Operator { get; init; }

    /// <summary>State of the sub-task.</summary>
    public required string SubTaskState { get; init; }

    /// <summary>Operator of the sub-task.</summary>
    public required string SubTaskOperator { get; init; }

    /// <summary>execute_times of the sub-task.</summary>
    public required int ExecuteTimes { get; init; }

    /// <summary>Log lines of all executions.</summary>
    public required IReadOnlyList<string> Logs { get; init; }
}
