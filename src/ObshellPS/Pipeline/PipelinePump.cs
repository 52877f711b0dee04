using System.Collections.Concurrent;
using System.Management.Automation;

namespace ObshellPS.Pipeline;

/// <summary>
/// Queues the output of background work for the pipeline thread, the only thread that can call <c>WriteObject</c> and similar methods. The
/// work never waits for the output. When the pipeline stops, the pipeline thread stops waiting immediately.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    private readonly BlockingCollection<Action> queue = new(new ConcurrentQueue<Action>());

    /// <summary>Queues an action. Any thread can call this method. After the end of the pipeline, the action is ignored.</summary>
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

    /// <summary>Runs the queued actions and does not wait for more actions. Call this method only on the pipeline thread.</summary>
    public void Drain()
    {
        while (queue.TryTake(out Action? action))
        {
            action();
        }
    }

    /// <summary>
    /// Runs queued actions until <paramref name="work"/> has ended, then throws its exception, if any. Call this method only on the
    /// pipeline thread.
    /// </summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped. The token of the work is cancelled too, so the work ends
    /// soon.</exception>
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

        // The task is completed. This call does not wait; it throws the exception of the task, if any.
        work.GetAwaiter().GetResult();
    }

    public void Dispose() => queue.Dispose();
}
