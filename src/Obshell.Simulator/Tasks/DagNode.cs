namespace Obshell.Simulator;

/// <summary>A node, with its sub-tasks and its allowed operators.</summary>
internal sealed class DagNode
{
    public required long NodeId { get; init; }
    public required string Name { get; init; }
    public required IReadOnlyList<SubTask> SubTasks { get; init; }
    public required Func<SubTaskRun, IEnumerable<int>> Run { get; init; }

    /// <summary>Null when the node cannot be rolled back.</summary>
    public Func<SubTaskRun, IEnumerable<int>>? Rollback { get; init; }

    /// <summary>True if the node accepts RETRY, PASS and CANCEL.</summary>
    public required bool Yields { get; init; }

    public string State { get; set; } = "PENDING";
    public string Operator { get; set; } = "RUN";
    public DateTimeOffset? StartTime { get; set; }
    public DateTimeOffset? EndTime { get; set; }
}
