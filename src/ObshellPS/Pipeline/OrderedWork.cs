using System.Management.Automation;
using Obshell.Client;

namespace ObshellPS.Pipeline;

/// <summary>Runs several tasks at the same time, and returns their results in the order of the input.</summary>
internal sealed class OrderedWork<T>
{
    private readonly Queue<(object? Target, Task<T> Work)> pending = new();
    private readonly PipelinePump pump;
    private readonly CancellationToken stop;
    private readonly Action<T> write;
    private readonly Action<object?, ObshellException> fail;

    // Never dispose the semaphore, because a request may use it after this object is no longer used. It has no wait handle, so it has no
    // resources to release.
    private readonly SemaphoreSlim throttle;

    /// <param name="atOnce">The number of tasks that run at the same time.</param>
    /// <param name="pump">The cmdlet's pump.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    /// <param name="write">Writes a result, on the pipeline thread.</param>
    /// <param name="fail">Gets the target of a failed task, and the reason.</param>
    public OrderedWork(int atOnce, PipelinePump pump, CancellationToken stop, Action<T> write, Action<object?, ObshellException> fail)
    {
        this.write = write;
        this.fail = fail;
        throttle = new SemaphoreSlim(atOnce);
        this.pump = pump;
        this.stop = stop;
    }

    public void Add(object? target, Func<CancellationToken, Task<T>> work) => pending.Enqueue((target, RunAsync(work)));

    /// <summary>Writes the results that are ready. Call this method only on the pipeline thread.</summary>
    public void Write()
    {
        pump.Drain();
        while (pending.Count > 0 && pending.Peek().Work.IsCompleted)
        {
            (object? target, Task<T> work) = pending.Dequeue();
            try
            {
                write(work.GetAwaiter().GetResult());
            }
            catch (ObshellException e)
            {
                fail(target, e);
            }
            catch (OperationCanceledException)
            {
                throw new PipelineStoppedException();
            }
        }
    }

    /// <summary>Waits for all results and writes them.</summary>
    public void WriteToEnd()
    {
        while (pending.Count > 0)
        {
            pump.RunUntil(Task.WhenAny(pending.Peek().Work), stop);
            Write();
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
