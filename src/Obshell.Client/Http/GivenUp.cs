#if NETFRAMEWORK
namespace Obshell.Client.Http;

/// <summary>
/// WinHTTP is asked to cancel, and reports when it has. In some cases it does not report (in Wine: a TLS handshake or a body in which the
/// other side sends nothing more). A limit and a stop still work then.
/// </summary>
internal static class GivenUp
{
    /// <returns>The result of the work, or its cancellation, whichever is first. A later result is dropped.</returns>
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
        // With old settings a fault that is not observed would end the process.
        _ = late.Exception;
        if (late.Status == TaskStatus.RanToCompletion)
        {
            (late.Result as IDisposable)?.Dispose();
        }
    }
}
#endif
