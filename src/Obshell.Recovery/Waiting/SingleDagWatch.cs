using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>Watches one DAG to its end, and remembers when it came to which stage.</summary>
internal sealed class SingleDagWatch : IDagWatchObserver
{
    private readonly SharedDagWatch watch;
    private readonly Action<AgentDag, RestoreOverview?>? progressed;
    private readonly Action<AgentDag, DagChange?, ObshellException?>? resumed;
    private readonly Clock time;
    private readonly long[] stages = new long[RestoreDag.UpgradeStage + 1];

    public SingleDagWatch(
        SharedDagWatch watch, Clock time, Action<AgentDag, RestoreOverview?>? progressed = null, Action<AgentDag, DagChange?, ObshellException?>? resumed = null)
    {
        this.watch = watch;
        this.progressed = progressed;
        this.resumed = resumed;
        this.time = time;
    }

    /// <summary>With details and verdict; null when it was not seen to end.</summary>
    public DagDetail? End { get; private set; }

    /// <summary>As last seen; null when it never was.</summary>
    public AgentDag? Last { get; private set; }

    /// <summary>Why it could not be watched any more; null when it could.</summary>
    public ObshellException? Fault { get; private set; }

    /// <summary>The agent was asked to continue (RETRY): its own times are then those of the last watch only.</summary>
    public bool WasResumed { get; private set; }

    /// <param name="id">The DAG.</param>
    /// <param name="limit">How long at most; null for as long as it takes.</param>
    /// <param name="expectsRollback">Its being undone is the good end.</param>
    /// <param name="cancellation">Ends the watching.</param>
    public Task RunAsync(string id, TimeSpan? limit, bool expectsRollback, CancellationToken cancellation) =>
        watch.RunAsync(id, limit, expectsRollback, progressed is not null, this, cancellation);

    /// <summary>When the DAG was first seen in this stage or behind it; null when it never was.</summary>
    public long? ReachedAt(int stage) => stages[stage] == 0 ? null : stages[stage];

    /// <summary>Whether it was seen in this very stage: else the moment is that of a later one.</summary>
    public bool WasSeenIn(int stage) => stages[stage] != 0 && (stage == RestoreDag.UpgradeStage || stages[stage + 1] != stages[stage]);

    void IDagWatchObserver.Changed(AgentDag? before, AgentDag now)
    {
        Last = now;
        for (int stage = 1; stage <= Math.Min(now.Stage, RestoreDag.UpgradeStage); stage++)
        {
            if (stages[stage] == 0)
            {
                stages[stage] = time.GetTimestamp();
            }
        }

        progressed?.Invoke(now, null);
    }

    void IDagWatchObserver.Progress(AgentDag now, RestoreOverview? job)
    {
        Last = now;
        if (job is not null)
        {
            progressed?.Invoke(now, job);
        }
    }

    void IDagWatchObserver.Resumed(DagDetail ended, DagChange? change, ObshellException? refusal)
    {
        WasResumed = true;
        resumed?.Invoke(ended, change, refusal);
    }

    void IDagWatchObserver.Ended(DagDetail dag)
    {
        Last = dag;
        End = dag;
    }

    void IDagWatchObserver.TimedOut(string id, AgentDag? last)
    {
    }

    void IDagWatchObserver.Lost(string id, AgentDag? last, ObshellException why) => Fault = why;

    void IDagWatchObserver.Stalled(AgentDag now, AgentAddress agent)
    {
    }

    void IDagWatchObserver.Disturbed(ObshellException why)
    {
    }
}
