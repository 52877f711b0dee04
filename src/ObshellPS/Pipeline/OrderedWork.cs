using System.Management.Automation;
using Obshell.Client;

namespace ObshellPS.Pipeline;

/// <summary>Runs several pieces of work at the same time, and returns their results in the order of the input.</summary>
internal sealed class OrderedWork<T>
{
    private readonly Queue<(object? Target, Task<T> Work)> pending = new();
    private readonly PipelinePump pump;
    private readonly CancellationToken stop;
    private readonly Action<T> write;
    private readonly Action<object?, ObshellException> fail;

    // It is never disposed: it holds no resource while no code uses its wait handle, and a request may still be ending after this object.
    private readonly SemaphoreSlim throttle;

    /// <param name="atOnce">How many pieces run at the same time.</param>
    /// <param name="pump">The cmdlet's pump.</param>
    /// <param name="stop">The cmdlet's stop token.</param>
    /// <param name="write">Takes a result, on the pipeline thread.</param>
    /// <param name="fail">Takes the target of a piece that failed, and the reason.</param>
    public OrderedWork(int atOnce, PipelinePump pump, CancellationToken stop, Action<T> write, Action<object?, ObshellException> fail)
    {
        this.write = write;
        this.fail = fail;
        throttle = new SemaphoreSlim(atOnce);
        this.pump = pump;
        this.stop = stop;
    }

    public void Add(object? target, Func<CancellationToken, Task<T>> work) => pending.Enqueue((target, RunAsync(work)));

    /// <summary>Writes the results that are ready; on the pipeline thread.</summary>
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
