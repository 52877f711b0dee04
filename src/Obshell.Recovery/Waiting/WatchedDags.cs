using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>The DAGs of one watch: the new DAGs, which the next poll reads for the first time, and the watched DAGs.</summary>
internal sealed class WatchedDags
{
    private readonly Clock time;
    private readonly TimeSpan? limit;
    private readonly long started;
    private readonly object gate = new();
    private readonly Queue<WatchedDag> incoming = new();
    private readonly TaskCompletionSource<bool> completion = NewSignal();
    private TaskCompletionSource<bool> arrival = NewSignal();

    /// <param name="time">The clock that measures the time.</param>
    /// <param name="limit">The time limit of the whole watch; null for no limit.</param>
    public WatchedDags(Clock time, TimeSpan? limit)
    {
        this.time = time;
        this.limit = limit;
        started = time.GetTimestamp();
    }

    /// <summary>The watched DAGs. Only the watching task uses this list.</summary>
    public List<WatchedDag> Active { get; } = [];

    /// <summary>A task that is completed when no more DAGs will be added.</summary>
    public Task Completion => completion.Task;

    public void Add(WatchedDag dag)
    {
        lock (gate)
        {
            incoming.Enqueue(dag);
            arrival.TrySetResult(true);
        }
    }

    public void CompleteAdding() => completion.TrySetResult(true);

    /// <returns>A task that completes when the next DAG is added.</returns>
    public Task TakeIncoming()
    {
        lock (gate)
        {
            while (incoming.Count > 0)
            {
                WatchedDag next = incoming.Dequeue();
                if (!Active.Any(d => d.Id == next.Id))
                {
                    Active.Add(next);
                }
            }

            if (arrival.Task.IsCompleted)
            {
                arrival = NewSignal();
            }

            return arrival.Task;
        }
    }

    /// <summary>Whether the time limit of the whole watch has passed.</summary>
    public bool IsOver => Left(limit, started) <= TimeSpan.Zero;

    /// <summary>How long this DAG may still be watched.</summary>
    public TimeSpan Remaining(WatchedDag dag)
    {
        TimeSpan whole = Left(limit, started);
        TimeSpan own = Left(dag.Limit, dag.Since);
        return own < whole ? own : whole;
    }

    /// <summary>The time until the first of the watched DAGs reaches its limit.</summary>
    public TimeSpan Remaining() => Active.Select(Remaining).DefaultIfEmpty(TimeSpan.MaxValue).Min();

    private TimeSpan Left(TimeSpan? of, long since) => of is { } given ? given - time.GetElapsedTime(since) : TimeSpan.MaxValue;

    private static TaskCompletionSource<bool> NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
