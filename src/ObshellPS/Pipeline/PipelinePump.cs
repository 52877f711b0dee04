using System.Collections.Concurrent;
using System.Management.Automation;

namespace ObshellPS.Pipeline;

/// <summary>
/// Takes the output of background work to the pipeline thread, the only thread that may call <c>WriteObject</c> and similar methods. The
/// work never waits for it; the pipeline thread leaves it immediately when the pipeline stops.
/// </summary>
internal sealed class PipelinePump : IDisposable
{
    private readonly BlockingCollection<Action> queue = new(new ConcurrentQueue<Action>());

    /// <summary>Any thread may call it. After the end of the pipeline the action is dropped.</summary>
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

    /// <summary>Runs the actions that are waiting, and does not wait for more; on the pipeline thread.</summary>
    public void Drain()
    {
        while (queue.TryTake(out Action? action))
        {
            action();
        }
    }

    /// <summary>Runs the actions that arrive until <paramref name="work"/> has ended, then throws its fault; on the pipeline thread.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped; the token of the work ends the work.</exception>
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

        // The task is completed: this does not wait, it only gets the result or the exception.
        work.GetAwaiter().GetResult();
    }

    public void Dispose() => queue.Dispose();
}
