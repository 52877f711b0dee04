using System.Collections.Concurrent;
using System.Management.Automation;

namespace ObshellPS.Pipeline;

/// <summary>
/// Brings what background work wants to write onto the pipeline thread, the only one that may call <c>WriteObject</c> and
/// its kin. The work never blocks on it; the pipeline thread leaves it immediately when the pipeline stops.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    private readonly BlockingCollection<Action> queue = new(new ConcurrentQueue<Action>());

    /// <summary>From any thread. After the end of the pipeline the action is dropped.</summary>
    public void Post(Action action)
    {
        try
        {
            queue.Add(action);
        }
        catch (Exception e) when (e is ObjectDisposedException or InvalidOperationException)
        {
            // The cmdlet has ended.
        }
    }

    /// <summary>On the pipeline thread: does what is waiting, without waiting for more.</summary>
    public void Drain()
    {
        while (queue.TryTake(out Action? action))
        {
            action();
        }
    }

    /// <summary>On the pipeline thread: does what comes until <paramref name="work"/> has ended, then passes on its fault.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped; the work is left to end by its own token.</exception>
    public void RunUntil(Task work, CancellationToken stop)
    {
        work.ContinueWith(_ => Post(static () => { }), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            while (!work.IsCompleted)
            {
                queue.Take(stop)();
            }

            Drain();
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        // Completed: does not wait, only unwraps.
        work.GetAwaiter().GetResult();
    }

    public void Dispose() => queue.Dispose();
}
