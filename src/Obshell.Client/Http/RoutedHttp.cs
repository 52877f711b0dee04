using System.Net.Http;

namespace Obshell.Client.Http;

/// <summary>One <see cref="HttpClient"/> for each route that is used, made when it is first needed.</summary>
internal sealed class RoutedHttp : IDisposable
{
    private readonly Lazy<HttpClient>[] clients;

    /// <param name="create">Makes the client of a route.</param>
    public RoutedHttp(Func<HttpRoute, HttpClient> create) => clients =
    [
        .. Enum.GetValues(typeof(HttpRoute)).Cast<HttpRoute>().Select(route => new Lazy<HttpClient>(() => create(route))),
    ];

    /// <summary>Sends, and returns when the answer's headers are there.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpRoute route, CancellationToken cancellation)
    {
        if (route == HttpRoute.Fresh)
        {
            request.Headers.ConnectionClose = true;
        }

        Task<HttpResponseMessage> sending = clients[(int)route].Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
        return route == HttpRoute.WinHttp ? EndsWithAsync(sending, cancellation) : sending;
    }

    /// <summary>
    /// WinHTTP is told to give up, and says when it has. Where it does not (Wine's in a TLS handshake that the other side leaves
    /// unanswered), a limit holds all the same, and what still comes of the request is dropped.
    /// </summary>
    private static async Task<HttpResponseMessage> EndsWithAsync(Task<HttpResponseMessage> sending, CancellationToken cancellation)
    {
        var given = new TaskCompletionSource<HttpResponseMessage>(TaskCreationOptions.RunContinuationsAsynchronously);
        using (cancellation.Register(() => given.TrySetCanceled(cancellation)))
        {
            Task<HttpResponseMessage> first = await Task.WhenAny(sending, given.Task).ConfigureAwait(false);
            if (first != sending)
            {
                _ = sending.ContinueWith(
                    late =>
                    {
                        if (late.Status == TaskStatus.RanToCompletion)
                        {
                            late.Result.Dispose();
                        }

                        _ = late.Exception;
                    },
                    CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }

            return await first.ConfigureAwait(false);
        }
    }

    public void Dispose()
    {
        foreach (Lazy<HttpClient> client in clients.Where(c => c.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}
