namespace Obshell.Simulator;

/// <summary>An asynchronous task: ordered nodes (PROTOCOL 5).</summary>
internal sealed class Dag
{
    /// <summary>The prefix of every id: <c>1</c> for the cluster, <c>2</c> + IPv4 + port for one agent (PROTOCOL 5.1).</summary>
    public required string IdPrefix { get; init; }
    public required long DagId { get; init; }
    public required string Name { get; init; }

    /// <summary>The scope of the lock: 1 none, 2 the cluster (or the agent), 3 a tenant.</summary>
    public required int MaintenanceType { get; init; }
    public required string MaintenanceKey { get; init; }
    public required IReadOnlyList<DagNode> Nodes { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required string ExecuteIp { get; init; }
    public required int ExecutePort { get; init; }

    /// <summary>additional_data as JSON text, or null.</summary>
    public string? AdditionalData { get; init; }

    /// <summary>True if a failure of the DAG does not release its lock, for example for Cancel restore (PROTOCOL 4.9).</summary>
    public bool LockStaysOnFailure { get; init; }
    public int Stage { get; set; } = 1;
    public string State { get; set; } = "READY";
    public string Operator { get; set; } = "RUN";
    public DateTimeOffset? StartTime { get; set; }
    public DateTimeOffset? EndTime { get; set; }
    public string Id => IdPrefix + DagId;
    public bool IsCluster => IdPrefix == "1";
    public bool IsActive => State is "READY" or "RUNNING";
    public DagNode Current => Nodes[Stage - 1];
}
