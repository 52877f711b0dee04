namespace ObshellPS.Pipeline;

/// <summary>Pieces of work of which several run at the same time, and whose results come in the order of the input.</summary>
internal sealed class OrderedWork<T>
{
    private readonly Queue<(object? Target, Task<T> Work)> pending = new();
    private readonly PipelinePump pump;
    private readonly CancellationToken stop;

    // Never disposed: it holds nothing unless its wait handle is asked for, and a request may still be ending after us.
    private readonly SemaphoreSlim throttle;

    public OrderedWork(int atOnce, PipelinePump pump, CancellationToken stop)
    {
        throttle = new SemaphoreSlim(atOnce);
        this.pump = pump;
        this.stop = stop;
    }

    public void Add(object? target, Func<CancellationToken, Task<T>> work) => pending.Enqueue((target, RunAsync(work)));

    /// <summary>What is ready, on the pipeline thread.</summary>
    public void Write(Action<object?, Task<T>> one)
    {
        pump.Drain();
        while (pending.Count > 0 && pending.Peek().Work.IsCompleted)
        {
            (object? target, Task<T> work) = pending.Dequeue();
            one(target, work);
        }
    }

    /// <summary>All of it.</summary>
    public void WriteToEnd(Action<object?, Task<T>> one)
    {
        while (pending.Count > 0)
        {
            pump.RunUntil(Task.WhenAny(pending.Peek().Work), stop);
            Write(one);
        }
    }

    private async Task<T> RunAsync(Func<CancellationToken, Task<T>> work)
    {
        await throttle.WaitAsync(stop).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => work(stop), stop).ConfigureAwait(false);
        }
        finally
        {
            throttle.Release();
        }
    }
}
