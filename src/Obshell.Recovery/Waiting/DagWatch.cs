using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Watches any number of DAGs of one connection until each has ended and is judged. One DAG costs one small GET a round;
/// several cost one list without details, plus one GET for each that left it (promise 9). No matter what fails in between,
/// nothing is made up: what stays unknown is reported as unknown (promise 8).
/// </summary>
public sealed class DagWatch
{
    private static readonly Dictionary<string, RestoreOverview> NoJobs = [];
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(5);

    /// <summary>A poll that is under way at the deadline may come to its end, but not wait out a hung agent.</summary>
    private static readonly TimeSpan LastPollGrace = TimeSpan.FromSeconds(2);

    private readonly JobReading jobs;
    private readonly WaitOptions options;
    private readonly IDagWatchObserver observer;
    private readonly Clock time;
    private readonly PollInterval pace;
    private readonly WatchedDags dags;
    private readonly AgentAnswers answers;
    private readonly DagLook look;
    private readonly DagEnds ends;
    private long? lastProgress;

    /// <param name="client">Whom to ask.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="observer">Gets what happens.</param>
    public DagWatch(ObshellClient client, WaitOptions options, IDagWatchObserver observer)
    {
        this.options = options;
        this.observer = observer;
        jobs = new JobReading(client.Once);
        time = client.Clock;
        pace = new PollInterval(options.Random);
        dags = new WatchedDags(time, options.Timeout);
        answers = new AgentAnswers(time);
        look = new DagLook(client.Once, dags, answers, pace, observer);
        ends = new DagEnds(client, jobs, options, dags, answers, look, observer);
    }

    /// <summary>Adds a DAG; may be called while the watch runs. Its first look comes with the next one.</summary>
    /// <param name="meant">The DAG. Another one that is under the same id (a rebuilt cluster) is lost and not watched.</param>
    /// <param name="expectsRollback">Its being undone is the good end.</param>
    public void Add(DagIdentity meant, bool expectsRollback = false) => Add(meant, expectsRollback, limit: null);

    /// <summary>No more will come: the watch ends with its last DAG.</summary>
    public void CompleteAdding() => dags.CompleteAdding();

    /// <summary>Runs until every DAG has ended, is lost, or time is up. Faults go to the observer, never out of here.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        List<WatchedDag> active = dags.Active;
        while (true)
        {
            // Asked first: what is added before the completion is then taken.
            bool complete = dags.Completion.IsCompleted;
            bool wasIdle = active.Count == 0;
            Task arrived = dags.TakeIncoming();
            if (active.Count == 0)
            {
                if (complete)
                {
                    return;
                }

                await PauseAsync(Timeout.InfiniteTimeSpan, Task.WhenAny(arrived, dags.Completion), cancellation).ConfigureAwait(false);
                continue;
            }

            if (wasIdle)
            {
                // While nothing is watched nothing is asked: that is no silence of the agents.
                answers.Good();
                if (!complete)
                {
                    await PauseAsync(UpToDeadline(options.Gathering), dags.Completion, cancellation).ConfigureAwait(false);
                    _ = dags.TakeIncoming();
                }
            }

            WatchedDag[] due = [.. active.Where(d => dags.Remaining(d) <= TimeSpan.Zero)];
            TimeSpan delay = await PollAsync(cancellation).ConfigureAwait(false);
            foreach (WatchedDag dag in due.Where(active.Remove))
            {
                observer.TimedOut(dag.Id, dag.Last);
            }

            if (due.Length > 0 && dags.IsOver)
            {
                CompleteAdding();
            }

            if (active.Count > 0)
            {
                await PauseAsync(UpToDeadline(delay), null, cancellation).ConfigureAwait(false);
            }
        }
    }

    internal void Add(string id, bool expectsRollback = false) => Add(new DagIdentity(id), expectsRollback);

    /// <param name="meant">The DAG.</param>
    /// <param name="expectsRollback">Its being undone is the good end.</param>
    /// <param name="limit">How long it may be watched from now on; null for as long as the watch.</param>
    /// <param name="readsJob">OceanBase's job is read for it while it runs, also when other DAGs are watched.</param>
    internal void Add(DagIdentity meant, bool expectsRollback, TimeSpan? limit, bool readsJob = false) =>
        dags.Add(new WatchedDag(meant, expectsRollback, time.GetTimestamp(), limit) { ReadsJob = readsJob });

    private async Task<TimeSpan> PollAsync(CancellationToken cancellation)
    {
        using var poll = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        TimeSpan left = dags.Remaining();
        if (left != TimeSpan.MaxValue)
        {
            poll.CancelAfter((left > TimeSpan.Zero ? left : TimeSpan.Zero) + LastPollGrace);
        }

        try
        {
            answers.Fault = null;
            await look.RunAsync(poll.Token).ConfigureAwait(false);
            await ends.RunAsync(poll.Token).ConfigureAwait(false);
            if (answers.Fault is not { } fault)
            {
                await ReportProgressAsync(poll.Token).ConfigureAwait(false);
                await look.ReportStallsAsync(poll.Token).ConfigureAwait(false);
                return pace.Next(many: dags.Active.Count > 1);
            }

            if (answers.Silence > options.FaultLimit)
            {
                LoseAll(fault);
            }
            else
            {
                observer.Disturbed(fault);
            }

            return pace.NextAfterFault(fault.RetryAfter);
        }
        catch (ObshellException e)
        {
            LoseAll(e);
            return TimeSpan.Zero;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The grace after the deadline is over: the next turn of the loop is the last.
            return TimeSpan.Zero;
        }
    }

    /// <summary>One restore: its bytes. Several: their stages are in the list already, and one more list has the bytes of those that want them.</summary>
    private async Task ReportProgressAsync(CancellationToken cancellation)
    {
        bool alone = options.ReadProgress && dags.Active.Count == 1;
        AgentDag[] reading = [.. dags.Active.Where(d => alone || d.ReadsJob).Select(d => d.Last).OfType<AgentDag>().Where(d => d is { IsRestore: true, IsFinished: false, Stage: RestoreDag.WaitStage })];
        IReadOnlyDictionary<string, RestoreOverview> found = NoJobs;
        if (reading.Length > 0 && (lastProgress is not { } last || time.GetElapsedTime(last) >= ProgressEvery))
        {
            // Nothing but the bar depends on it.
            lastProgress = time.GetTimestamp();
            found = await jobs.TryReadProgressAsync(reading, cancellation).ConfigureAwait(false);
        }

        foreach (WatchedDag watched in dags.Active)
        {
            if (watched.Last is { } now)
            {
                observer.Progress(now, found.TryGetValue(now.Id, out RestoreOverview? job) ? job : null);
            }
        }
    }

    private void LoseAll(ObshellException e)
    {
        dags.Active.ForEach(d => observer.Lost(d.Id, d.Last, e));
        dags.Active.Clear();
    }

    /// <summary>No pause goes past the deadline, and none ends just before it: the last poll is at the deadline itself.</summary>
    private TimeSpan UpToDeadline(TimeSpan delay)
    {
        // Up to the next millisecond: timers drop what is below it, and would end the pause just before the deadline.
        TimeSpan left = dags.Remaining();
        return left > delay ? delay : left > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : TimeSpan.Zero;
    }

    /// <summary>Waits for the delay, or until the signal comes.</summary>
    private async Task PauseAsync(TimeSpan delay, Task? signal, CancellationToken cancellation)
    {
        if (delay == TimeSpan.Zero)
        {
            return;
        }

        using var pause = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task timer = time.DelayAsync(delay, pause.Token);
        await (signal is null ? timer : Task.WhenAny(timer, signal)).ConfigureAwait(false);
        pause.Cancel();
        cancellation.ThrowIfCancellationRequested();
    }
}
