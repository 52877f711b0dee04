namespace Obshell.Simulator;

/// <summary>A node before its DAG is created.</summary>
internal sealed record NodePlan(string Name, Func<SubTaskRun, IEnumerable<int>> Run, Func<SubTaskRun, IEnumerable<int>>? Rollback = null)
{
    /// <summary>False: RETRY, PASS and CANCEL are refused at this node.</summary>
    public bool Yields { get; init; } = true;

    /// <summary>The agents that must each run it, with one sub-task each; null: any one agent runs it for all.</summary>
    public IReadOnlyList<ITaskAgent?>? Agents { get; init; }

    /// <summary>The rollback of a node that has nothing to undo.</summary>
    public static IEnumerable<int> Nothing(SubTaskRun run)
    {
        _ = run;
        yield break;
    }
}
