using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>Watches one DAG to its end, and records when it reached each stage.</summary>
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

    /// <summary>The ended DAG with details and verdict; null when its end was not read.</summary>
    public DagDetail? End { get; private set; }

    /// <summary>The DAG as it was last read; null when it was never read.</summary>
    public AgentDag? Last { get; private set; }

    /// <summary>Why the DAG could no longer be watched; null when there was no such fault.</summary>
    public ObshellException? Fault { get; private set; }

    /// <summary>
    /// Whether RETRY was sent because the agent had stopped watching. If so, the times that the agent reports are only from its last watch.
    /// </summary>
    public bool WasResumed { get; private set; }

    /// <param name="id">The DAG.</param>
    /// <param name="limit">How long to watch at most; null for no limit.</param>
    /// <param name="expectsRollback">Whether the caller asked for a rollback, so that a rollback is the expected end.</param>
    /// <param name="cancellation">Ends the watching.</param>
    public Task RunAsync(string id, TimeSpan? limit, bool expectsRollback, CancellationToken cancellation) =>
        watch.RunAsync(id, limit, expectsRollback, progressed is not null, this, cancellation);

    /// <summary>When the DAG was first read in this stage or in a later stage; null when it did not reach the stage.</summary>
    public long? ReachedAt(int stage) => stages[stage] == 0 ? null : stages[stage];

    /// <summary>Whether the DAG was read in exactly this stage. If false, <see cref="ReachedAt"/> is the time of a later stage.</summary>
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
