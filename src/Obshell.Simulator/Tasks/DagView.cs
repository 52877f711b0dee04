namespace Obshell.Simulator;

/// <summary>The state of a DAG at a given moment. Tests read it without sending a request.</summary>
public sealed record DagView
{
    /// <summary>The generic id, such as <c>11</c>.</summary>
    public required string Id { get; init; }

    /// <summary>dag_id.</summary>
    public required long DagId { get; init; }

    /// <summary>The name, such as <c>Restore backup_t1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The number of the current node, from 1.</summary>
    public required int Stage { get; init; }

    /// <summary>READY, RUNNING, FAILED or SUCCEED.</summary>
    public required string State { get; init; }

    /// <summary>RUN, ROLLBACK, CANCEL or PASS.</summary>
    public required string Operator { get; init; }

    /// <summary>The nodes.</summary>
    public required IReadOnlyList<DagNodeView> Nodes { get; init; }

    internal static DagView Of(Dag dag) => new()
    {
        Id = dag.Id,
        DagId = dag.DagId,
        Name = dag.Name,
        Stage = dag.Stage,
        State = dag.State,
        Operator = dag.Operator,
        Nodes =
        [
            .. dag.Nodes.Select(n => new DagNodeView
            {
                Name = n.Name,
                State = n.State,
                Operator = n.Operator,
                SubTaskState = n.SubTasks[0].State,
                SubTaskOperator = n.SubTasks[0].Operator,
                ExecuteTimes = n.SubTasks[0].ExecuteTimes,
                Logs = [.. n.SubTasks[0].Logs.Select(l => l.Text)],
            }),
        ],
    };
}
