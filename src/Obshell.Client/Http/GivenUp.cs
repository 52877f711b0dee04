#if NETFRAMEWORK
namespace Obshell.Client.Http;

/// <summary>
/// WinHTTP is asked to give up, and reports when it has. Where it does not (Wine's, in a TLS handshake or a body in which the other side
/// falls silent), a limit and a stop still work.
/// </summary>
internal static class GivenUp
{
    /// <returns>What comes of the work, or its cancellation, whichever is first. What comes later is dropped.</returns>
    public static async Task<T> WithAsync<T>(Task<T> work, CancellationToken cancellation)
    {
        var stopped = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(() => stopped.TrySetCanceled(cancellation)))
        {
            Task<T> first = await Task.WhenAny(work, stopped.Task).ConfigureAwait(false);
            if (first != work)
            {
                _ = work.ContinueWith(Drop, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return await first.ConfigureAwait(false);
        }
    }

    private static void Drop<T>(Task<T> late)
    {
        // A fault that is not observed would end the process with old settings.
        _ = late.Exception;
        if (late.Status == TaskStatus.RanToCompletion)
        {
            (late.Result as IDisposable)?.Dispose();
        }
    }
}
#endif
