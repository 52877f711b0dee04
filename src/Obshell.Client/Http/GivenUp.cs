#if NETFRAMEWORK
namespace Obshell.Client.Http;

/// <summary>
/// Ends the wait for WinHTTP when the request is cancelled. WinHTTP usually reports that it has cancelled a request. But in Wine it
/// sometimes does not report this, if the other side stops sending during a TLS handshake or a body. Time limits and Ctrl+C must work in
/// these cases too.
/// </summary>
internal static class GivenUp
{
    /// <returns>
    /// The result of the work. If the cancellation comes first, the task is cancelled, and the result of the work is dropped.
    /// </returns>
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
        // The exception must be read: with old settings of .NET Framework, an unobserved exception ends the process.
        _ = late.Exception;
        if (late.Status == TaskStatus.RanToCompletion)
        {
            (late.Result as IDisposable)?.Dispose();
        }
    }
}
#endif
