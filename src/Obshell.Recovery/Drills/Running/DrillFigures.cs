using Obshell.Client;
using Obshell.Client.Time;
using Obshell.Recovery.Waiting;

namespace Obshell.Recovery.Drills.Running;

/// <summary>
/// The durations of the parts of a restore. The agent reports the times of each part, exact to the second, by its own clock. These times
/// are used if there was no retry and if their total agrees with the time that this machine measured. Otherwise only this machine's times
/// are used, and the duration of a part that ended before the first poll is unknown.
/// </summary>
internal sealed class DrillFigures
{
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(10);

    public TimeSpan? Preparation { get; private set; }

    public TimeSpan? Restore { get; private set; }

    public TimeSpan? Activation { get; private set; }

    public static DrillFigures Of(AgentDag dag, SingleDagWatch watch, Clock time, long posted, long ended)
    {
        TimeSpan whole = time.GetElapsedTime(posted, ended);
        if (!watch.WasResumed && OfNodes(dag) is { } parts
            && (parts.Preparation + parts.Restore + parts.Activation - whole)!.Value.Duration() <= Slack + TimeSpan.FromTicks(whole.Ticks / 10))
        {
            return parts;
        }

        TimeSpan? Between(long? from, long? to) => from is { } start && to is { } end ? time.GetElapsedTime(start, end) : null;
        long? waiting = watch.WasSeenIn(RestoreDag.WaitStage) ? watch.ReachedAt(RestoreDag.WaitStage) : null;
        long? activating = watch.WasSeenIn(RestoreDag.ActivateStage) ? watch.ReachedAt(RestoreDag.ActivateStage) : null;
        return new DrillFigures
        {
            Preparation = Between(posted, waiting),
            Restore = Between(waiting, activating),
            Activation = Between(activating, ended),
        };
    }

    private static DrillFigures? OfNodes(AgentDag dag)
    {
        if (dag.Nodes.Length < RestoreDag.UpgradeStage
            || dag.Nodes[0].StartTime is not { } begun
            || dag.Nodes[RestoreDag.WaitStage - 1].StartTime is not { } waiting
            || dag.Nodes[RestoreDag.ActivateStage - 1].StartTime is not { } activating
            || dag.Nodes[RestoreDag.UpgradeStage - 1].EndTime is not { } ended)
        {
            return null;
        }

        bool inOrder = begun <= waiting && waiting <= activating && activating <= ended;
        return inOrder ? new DrillFigures { Preparation = waiting - begun, Restore = activating - waiting, Activation = ended - activating } : null;
    }
}
