namespace Obshell.Simulator;

/// <summary>The definition of a node, from which the DAG is created.</summary>
internal sealed record NodePlan(string Name, Func<SubTaskRun, IEnumerable<int>> Run, Func<SubTaskRun, IEnumerable<int>>? Rollback = null)
{
    /// <summary>If false, RETRY, PASS and CANCEL are refused at this node.</summary>
    public bool Yields { get; init; } = true;

    /// <summary>The agents that run the node, each with one sub-task. Null: one sub-task, which any agent can run.</summary>
    public IReadOnlyList<ITaskAgent?>? Agents { get; init; }

    /// <summary>The rollback of a node that has nothing to undo.</summary>
    public static IEnumerable<int> Nothing(SubTaskRun run)
    {
        _ = run;
        yield break;
    }
}
