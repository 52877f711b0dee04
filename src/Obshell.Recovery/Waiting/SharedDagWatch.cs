using System.Collections.Concurrent;
using Obshell.Client;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// One watch for several callers, each with its own DAG. One poll reads the DAGs of all callers (promise 9). The watch starts with the
/// first caller, pauses while no caller waits, and ends when it is disposed.
/// </summary>
internal sealed class SharedDagWatch : IDagWatchObserver, IDisposable
{
    private readonly DagWatch watch;
    private readonly ConcurrentDictionary<string, Waiter> waiters = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource end = new();
    private readonly object gate = new();
    private Task? running;

    public SharedDagWatch(ObshellClient client) => watch = new DagWatch(
        client, new WaitOptions { ResumeOutlived = true, Gathering = TimeSpan.Zero }, this);

    /// <summary>Watches one DAG until it has ended, can no longer be watched, or its time limit has passed.</summary>
    /// <param name="id">The DAG. No other caller may wait for the same DAG.</param>
    /// <param name="limit">How long to watch at most; null for no limit.</param>
    /// <param name="expectsRollback">Whether the caller asked for a rollback, so that a rollback is the expected end.</param>
    /// <param name="readsJob">Whether OceanBase's job is read while the DAG runs.</param>
    /// <param name="observer">The observer that receives the events of this DAG.</param>
    /// <param name="cancellation">Ends the wait of this caller.</param>
    public async Task RunAsync(string id, TimeSpan? limit, bool expectsRollback, bool readsJob, IDagWatchObserver observer, CancellationToken cancellation)
    {
        var waiter = new Waiter(observer);
        waiters[id] = waiter;
        watch.Add(new DagIdentity(id), expectsRollback, limit, readsJob);
        Start(cancellation);
        using (cancellation.Register(() => waiter.Done.TrySetCanceled(cancellation)))
        {
            await waiter.Done.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Stops the polls.</summary>
    public void Dispose()
    {
        try
        {
            end.Cancel();
        }
        catch (AggregateException)
        {
            // Waiting callers get the exception from their tasks.
        }
    }

    void IDagWatchObserver.Changed(AgentDag? before, AgentDag now) => OfId(now.Id)?.Changed(before, now);

    void IDagWatchObserver.Progress(AgentDag now, RestoreOverview? job) => OfId(now.Id)?.Progress(now, job);

    void IDagWatchObserver.Resumed(DagDetail ended, DagChange? change, ObshellException? refusal) => OfId(ended.Id)?.Resumed(ended, change, refusal);

    void IDagWatchObserver.Ended(DagDetail dag) => Over(dag.Id, o => o.Ended(dag));

    void IDagWatchObserver.TimedOut(string id, AgentDag? last) => Over(id, o => o.TimedOut(id, last));

    void IDagWatchObserver.Lost(string id, AgentDag? last, ObshellException why) => Over(id, o => o.Lost(id, last, why));

    void IDagWatchObserver.Stalled(AgentDag now, AgentAddress agent) => OfId(now.Id)?.Stalled(now, agent);

    void IDagWatchObserver.Disturbed(ObshellException why)
    {
        foreach (Waiter waiter in waiters.Values)
        {
            waiter.Observer.Disturbed(why);
        }
    }

    private IDagWatchObserver? OfId(string id) => waiters.TryGetValue(id, out Waiter? waiter) ? waiter.Observer : null;

    private void Over(string id, Action<IDagWatchObserver> report)
    {
        if (waiters.TryRemove(id, out Waiter? waiter))
        {
            report(waiter.Observer);
            waiter.Done.TrySetResult(true);
        }
    }

    /// <summary>
    /// Starts the watch if it is not running. All callers use the same cancellation, so the watch uses the cancellation of the first
    /// caller.
    /// </summary>
    private void Start(CancellationToken stop)
    {
        lock (gate)
        {
            end.Token.ThrowIfCancellationRequested();
            if (running is null or { IsCompleted: true })
            {
                running = Task.Run(() => WatchAsync(stop), CancellationToken.None);
            }
        }
    }

    private async Task WatchAsync(CancellationToken stop)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(stop, end.Token);
        try
        {
            await watch.RunAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (linked.IsCancellationRequested)
        {
            foreach (Waiter waiter in waiters.Values)
            {
                waiter.Done.TrySetCanceled();
            }
        }
        catch (Exception e)
        {
            // The watch should never throw. If it does, the callers must not wait permanently.
            foreach (Waiter waiter in waiters.Values)
            {
                waiter.Done.TrySetException(e);
            }
        }
    }

    private sealed class Waiter(IDagWatchObserver observer)
    {
        public IDagWatchObserver Observer { get; } = observer;

        public TaskCompletionSource<bool> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
