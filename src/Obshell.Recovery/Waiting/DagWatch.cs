using Obshell.Client;
using Obshell.Client.Errors;
using Obshell.Client.Restores;
using Obshell.Client.Time;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Watches any number of DAGs of one connection until each has ended and is judged. One DAG costs one small GET a round;
/// several cost one list without details, plus one GET for each that left it (promise 9). Whatever weather comes between,
/// nothing is made up: what stays unknown is reported as unknown (promise 8).
/// </summary>
public sealed class DagWatch
{
    private const int LooksBeforeGoneWhenSeen = 5;
    private const int LooksBeforeGone = 2;
    private const int ParallelReads = 8;
    private const int ShortWatchesBeforeEnd = 3;
    private static readonly TimeSpan ShortWatch = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromSeconds(5);

    /// <summary>The first look waits at most so long for the end of a pipeline: what comes together is asked for together.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(1);

    /// <summary>A poll that is under way at the deadline may come to its end, but not wait out a hung agent.</summary>
    private static readonly TimeSpan LastPollGrace = TimeSpan.FromSeconds(2);

    private readonly ObshellClient client;
    private readonly ObshellClient once;
    private readonly JobReading jobs;
    private readonly WaitOptions options;
    private readonly IDagWatchObserver observer;
    private readonly Clock time;
    private readonly PollPace pace;
    private readonly long started;
    private readonly object gate = new();
    private readonly Queue<WatchedDag> incoming = new();
    private readonly List<WatchedDag> active = [];
    private readonly Dictionary<string, AgentDag> listed = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<bool> completion = NewSignal();
    private TaskCompletionSource<bool> arrival = NewSignal();
    private bool listRefused;
    private volatile ObshellException? weather;
    private long lastGoodAnswer;
    private long? lastProgress;

    /// <param name="client">Whom to ask.</param>
    /// <param name="options">How to wait.</param>
    /// <param name="observer">Is told what happens.</param>
    public DagWatch(ObshellClient client, WaitOptions options, IDagWatchObserver observer)
    {
        this.client = client;
        once = client.Once;
        this.options = options;
        this.observer = observer;
        jobs = new JobReading(once);
        time = client.Clock;
        pace = new PollPace(options.Random);
        started = time.GetTimestamp();
        lastGoodAnswer = started;
    }

    /// <summary>Adds a DAG; may be called while the watch runs. Its first look comes with the next one.</summary>
    /// <param name="meant">The DAG. Another one that is under the same id (a rebuilt cluster) is lost and not watched.</param>
    /// <param name="expectsRollback">Its being undone is the good end.</param>
    public void Add(DagIdentity meant, bool expectsRollback = false)
    {
        lock (gate)
        {
            incoming.Enqueue(new WatchedDag(meant, expectsRollback));
            arrival.TrySetResult(true);
        }
    }

    /// <summary>No more will come: the watch ends with its last DAG.</summary>
    public void CompleteAdding() => completion.TrySetResult(true);

    /// <summary>Runs until every DAG has ended, is lost, or time is up. Faults go to the observer, never out of here.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        while (true)
        {
            // Asked first: what is added before the completion is then taken.
            bool complete = completion.Task.IsCompleted;
            bool wasIdle = active.Count == 0;
            Task arrived = TakeIncoming();
            if (active.Count == 0)
            {
                if (complete)
                {
                    return;
                }

                await PauseAsync(Timeout.InfiniteTimeSpan, Task.WhenAny(arrived, completion.Task), cancellation).ConfigureAwait(false);
                continue;
            }

            if (wasIdle && !complete)
            {
                await PauseAsync(UpToDeadline(Gathering), completion.Task, cancellation).ConfigureAwait(false);
                _ = TakeIncoming();
            }

            bool lastPoll = Remaining() <= TimeSpan.Zero;
            TimeSpan delay = await PollAsync(cancellation).ConfigureAwait(false);
            if (active.Count == 0)
            {
                continue;
            }

            if (lastPoll)
            {
                active.ForEach(d => observer.TimedOut(d.Id, d.Last));
                active.Clear();
                CompleteAdding();
                continue;
            }

            await PauseAsync(UpToDeadline(delay), null, cancellation).ConfigureAwait(false);
        }
    }

    internal void Add(string id, bool expectsRollback = false) => Add(new DagIdentity(id), expectsRollback);

    private async Task<TimeSpan> PollAsync(CancellationToken cancellation)
    {
        using var poll = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        if (options.Timeout is not null)
        {
            TimeSpan left = Remaining();
            poll.CancelAfter((left > TimeSpan.Zero ? left : TimeSpan.Zero) + LastPollGrace);
        }

        try
        {
            weather = null;
            await LookAsync(poll.Token).ConfigureAwait(false);
            await ConfirmAsync(poll.Token).ConfigureAwait(false);
            if (weather is not { } fault)
            {
                await ReportProgressAsync(poll.Token).ConfigureAwait(false);
                return pace.Next(many: active.Count > 1);
            }

            if (time.GetElapsedTime(lastGoodAnswer) > options.FaultLimit)
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

    /// <summary>Learns the state of every active DAG, with as few requests as there can be.</summary>
    private async Task LookAsync(CancellationToken cancellation)
    {
        WatchedDag[] ofCluster = [.. active.Where(d => d.IsOfCluster && d.UnconfirmedSince is null)];
        IEnumerable<WatchedDag> single = active.Where(d => d.UnconfirmedSince is null);
        bool useList = ofCluster.Length > 1 && !listRefused && await ListAsync(cancellation).ConfigureAwait(false);
        if (weather is not null)
        {
            return;
        }

        if (useList)
        {
            foreach (WatchedDag dag in ofCluster)
            {
                if (listed.TryGetValue(dag.Id, out AgentDag? now) && !now.IsFinished)
                {
                    Note(dag, now);
                }
            }

            // Left the list, or FAILED in it: never presumed, always read again with details.
            single = single.Where(d => !d.IsOfCluster || !listed.TryGetValue(d.Id, out AgentDag? now) || now.IsFinished);
        }

        WatchedDag[] queue = [.. single];
        bool many = active.Count > 1;
        for (int i = 0; i < queue.Length; i += ParallelReads)
        {
            await Task.WhenAll(queue.Skip(i).Take(ParallelReads).Select(d => LookAtAsync(d, detailed: many, cancellation))).ConfigureAwait(false);
        }
    }

    private async Task<bool> ListAsync(CancellationToken cancellation)
    {
        listed.Clear();
        try
        {
            foreach (AgentDag dag in await once.Dags.ListAsync(DagScope.Cluster, unfinished: true, detailed: false, cancellation).ConfigureAwait(false))
            {
                listed[dag.Id] = dag;
            }

            lastGoodAnswer = time.GetTimestamp();
            return true;
        }
        catch (ObshellApiException e) when (e.ErrorCode == ErrorCodes.NotFound)
        {
            // An agent without that route: each DAG is asked for by itself.
            listRefused = true;
            return false;
        }
        catch (ObshellException e) when (Weather.MayPass(e))
        {
            weather = e;
            return false;
        }
    }

    private async Task LookAtAsync(WatchedDag watched, bool detailed, CancellationToken cancellation)
    {
        try
        {
            AgentDag now = await once.Dags.GetAsync(watched.Id, detailed, cancellation).ConfigureAwait(false);
            if (now.IsFinished && !detailed)
            {
                // The end is read again, with what the verdict needs: somebody may have retried it meanwhile.
                now = await once.Dags.GetAsync(watched.Id, detailed: true, cancellation).ConfigureAwait(false);
            }

            lock (active)
            {
                lastGoodAnswer = time.GetTimestamp();
                watched.NotFoundInARow = 0;
                if (Note(watched, now) && now.IsFinished)
                {
                    watched.UnconfirmedSince = time.GetTimestamp();
                }
            }
        }
        catch (ObshellException e) when (Weather.MayPass(e))
        {
            // Goes by itself, and says nothing about the other DAGs of this round.
            weather = e;
        }
        catch (ObshellException e) when (!IsForAll(e))
        {
            lock (active)
            {
                bool missing = e is ObshellApiException { HttpStatus: 404 };
                int looks = watched.Last is null ? LooksBeforeGone : LooksBeforeGoneWhenSeen;
                if (missing && ++watched.NotFoundInARow < looks)
                {
                    return;
                }

                active.Remove(watched);
                observer.Lost(watched.Id, watched.Last, e);
            }
        }
    }

    /// <returns>False when it is another DAG than the one that is meant.</returns>
    private bool Note(WatchedDag watched, AgentDag now)
    {
        if (watched.Meant.MismatchOf(now) is { } other)
        {
            active.Remove(watched);
            observer.Lost(watched.Id, null, other);
            return false;
        }

        AgentDag? before = watched.Last;
        watched.Last = now;
        if (before is null || before.State != now.State || before.Operator != now.Operator || before.Stage != now.Stage)
        {
            pace.Quicken();
            observer.Changed(before, now);
        }

        return true;
    }

    /// <summary>Judges what has ended. Where the verdict hinges on a job that cannot be read, it is asked for again for a while.</summary>
    private async Task ConfirmAsync(CancellationToken cancellation)
    {
        WatchedDag[] ended = [.. active.Where(d => d.UnconfirmedSince is not null)];
        if (ended.Length == 0)
        {
            return;
        }

        IReadOnlyDictionary<string, JobEvidence> evidence = await jobs.GatherAsync([.. ended.Select(d => d.Last!).Where(VerdictRules.NeedsJob)], cancellation).ConfigureAwait(false);
        foreach (WatchedDag watched in ended)
        {
            AgentDag dag = watched.Last!;
            JobEvidence known = evidence.TryGetValue(watched.Id, out JobEvidence found) ? found : JobEvidence.NotAsked;
            bool open = known.Knowledge == JobKnowledge.Unreachable && VerdictRules.HingesOnJob(dag);
            if (open && time.GetElapsedTime(watched.UnconfirmedSince!.Value) < options.ConfirmLimit && Remaining() > TimeSpan.Zero)
            {
                continue;
            }

            var judged = DagDetail.Judge(dag, known, watched.ExpectsRollback);
            if (judged.Row.MayGoOn && MayResume(watched))
            {
                await ResumeAsync(watched, judged, cancellation).ConfigureAwait(false);
                continue;
            }

            active.Remove(watched);
            observer.Ended(judged);
        }
    }

    private bool MayResume(WatchedDag watched)
    {
        if (!options.ResumeOutlived || Remaining() <= TimeSpan.Zero)
        {
            return false;
        }

        // The agent's limit is an hour. A watch that keeps ending at once has another cause, which no repetition mends.
        NodeDetail? wait = watched.Last!.Nodes.ElementAtOrDefault(RestoreDag.WaitStage - 1);
        watched.ShortWatches = wait?.Elapsed < ShortWatch ? watched.ShortWatches + 1 : 0;
        return watched.ShortWatches < ShortWatchesBeforeEnd;
    }

    private async Task ResumeAsync(WatchedDag watched, DagDetail ended, CancellationToken cancellation)
    {
        try
        {
            DagChange change = await client.Dags.OperateAsync(ended, DagOperation.Retry, cancellation).ConfigureAwait(false);
            lastGoodAnswer = time.GetTimestamp();
            watched.UnconfirmedSince = null;
            observer.Resumed(ended, change, null);
            if (change.Dag is { } now)
            {
                Note(watched, now);
            }
        }
        catch (ObshellException e) when (e is ObshellConnectionException { MayHaveRun: false, IsTransient: true } or ObshellApiException { IsTransient: true })
        {
            // It did not leave, or the agent had no database to do it with: judged and asked again like any read.
            weather = e;
            watched.UnconfirmedSince = null;
        }
        catch (ObshellException e)
        {
            observer.Resumed(ended, null, e);
            if (e.ErrorId is ErrorCodes.RetryNotFailedDag)
            {
                // Somebody else was quicker.
                watched.UnconfirmedSince = null;
                return;
            }

            active.Remove(watched);
            observer.Lost(watched.Id, ended, e);
        }
    }

    private async Task ReportProgressAsync(CancellationToken cancellation)
    {
        // One restore: its bytes. Several: their stages are in the list already.
        WatchedDag? only = active.Count == 1 ? active[0] : null;
        RestoreOverview? job = null;
        bool due = lastProgress is not { } last || time.GetElapsedTime(last) >= ProgressEvery;
        if (options.ReadProgress && due && only?.Last is { IsRestore: true, IsFinished: false, Stage: RestoreDag.WaitStage } running)
        {
            // Nothing but the bar depends on it.
            lastProgress = time.GetTimestamp();
            job = await jobs.TryReadProgressAsync(running, cancellation).ConfigureAwait(false);
        }

        foreach (WatchedDag watched in active)
        {
            if (watched.Last is { } now)
            {
                observer.Progress(now, job);
            }
        }
    }

    private void LoseAll(ObshellException e)
    {
        active.ForEach(d => observer.Lost(d.Id, d.Last, e));
        active.Clear();
    }

    /// <summary>Concerns the connection, not one DAG.</summary>
    private static bool IsForAll(ObshellException e) => e is not (ObshellApiException { IsAuthentication: false } or ObshellInputException { ErrorId: "InvalidDagId" });

    private TimeSpan Remaining() => options.Timeout is { } limit ? limit - time.GetElapsedTime(started) : TimeSpan.MaxValue;

    /// <summary>No pause goes past the deadline, and none ends just before it: the last poll is at the deadline itself.</summary>
    private TimeSpan UpToDeadline(TimeSpan delay)
    {
        // Up to the next millisecond: timers drop what is below it, and would end the pause just before the deadline.
        TimeSpan left = Remaining();
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

    /// <returns>Done when the next one comes in.</returns>
    private Task TakeIncoming()
    {
        lock (gate)
        {
            while (incoming.Count > 0)
            {
                WatchedDag next = incoming.Dequeue();
                if (!active.Any(d => d.Id == next.Id))
                {
                    active.Add(next);
                }
            }

            if (arrival.Task.IsCompleted)
            {
                arrival = NewSignal();
            }

            return arrival.Task;
        }
    }

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
