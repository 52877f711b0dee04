using Obshell.Client;
using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Watches DAGs of one connection until each DAG has ended and is judged. For one DAG, each poll sends one small GET. For several DAGs, it
/// sends one list request without details, and one GET for each DAG that is no longer in the list (promise 9). If requests fail, the result
/// stays unknown and is reported as unknown (promise 8).
/// </summary>
public sealed class DagWatch
{
    private static readonly Dictionary<string, RestoreOverview> NoJobs = [];
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(5);

    /// <summary>
    /// The extra time for a poll that is running at the deadline. After this time, the watch does not wait for an agent that hangs.
    /// </summary>
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

    /// <param name="client">The connection to the agents.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="observer">The observer that receives the events.</param>
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

    /// <summary>Adds a DAG. This may be called while the watch runs. The next poll reads the DAG for the first time.</summary>
    /// <param name="meant">
    /// The DAG. If another DAG has this id (e.g. on a rebuilt cluster), the DAG is reported as lost and is not watched.
    /// </param>
    /// <param name="expectsRollback">Whether the caller asked for a rollback, so that a rollback is the expected end.</param>
    public void Add(DagIdentity meant, bool expectsRollback = false) => Add(meant, expectsRollback, limit: null);

    /// <summary>Declares that no more DAGs will be added. The watch ends after its last DAG.</summary>
    public void CompleteAdding() => dags.CompleteAdding();

    /// <summary>
    /// Runs until every DAG has ended or is lost, or until the time limit has passed. Faults are reported to the observer and not thrown.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        List<WatchedDag> active = dags.Active;
        while (true)
        {
            // First read whether more DAGs can come, then take the new DAGs. In the other order, a DAG that is added in between would be
            // missed.
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
                // While no DAG was watched, no request was sent. So this time does not count as a time without answers.
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
    /// <param name="expectsRollback">Whether the caller asked for a rollback, so that a rollback is the expected end.</param>
    /// <param name="limit">How long the DAG may be watched from now on; null for no separate limit.</param>
    /// <param name="readsJob">Whether OceanBase's job is read for the progress, even when several DAGs are watched.</param>
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
            // The extra time after the deadline has passed. The watch now ends.
            return TimeSpan.Zero;
        }
    }

    /// <summary>
    /// Reads the progress and reports it. For one restore, the bytes come from the tenant's overview. For several restores, they come from
    /// one list of jobs. Without bytes, only the stage is reported.
    /// </summary>
    private async Task ReportProgressAsync(CancellationToken cancellation)
    {
        bool alone = options.ReadProgress && dags.Active.Count == 1;
        AgentDag[] reading = [.. dags.Active.Where(d => alone || d.ReadsJob).Select(d => d.Last).OfType<AgentDag>().Where(d => d is { IsRestore: true, IsFinished: false, Stage: RestoreDag.WaitStage })];
        IReadOnlyDictionary<string, RestoreOverview> found = NoJobs;
        if (reading.Length > 0 && (lastProgress is not { } last || time.GetElapsedTime(last) >= ProgressEvery))
        {
            // Only the progress bar needs this request, so it is sent less often than the polls.
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

    /// <summary>Shortens the pause so that the last poll is at the deadline.</summary>
    private TimeSpan UpToDeadline(TimeSpan delay)
    {
        // Timers ignore fractions of a millisecond, so a pause could end just before the deadline. The pause is rounded up to prevent this.
        TimeSpan left = dags.Remaining();
        return left > delay ? delay : left > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds)) : TimeSpan.Zero;
    }

    /// <summary>Waits until the delay has passed or the signal is completed.</summary>
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
