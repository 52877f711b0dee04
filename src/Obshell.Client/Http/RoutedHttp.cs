using System.Net.Http;

namespace Obshell.Client.Http;

/// <summary>One <see cref="HttpClient"/> for each route. It is made at the first use of the route.</summary>
internal sealed class RoutedHttp : IDisposable
{
    private readonly Lazy<HttpClient>[] clients;

    /// <param name="create">Makes the client of a route.</param>
    public RoutedHttp(Func<HttpRoute, HttpClient> create) => clients =
    [
        .. Enum.GetValues(typeof(HttpRoute)).Cast<HttpRoute>().Select(route => new Lazy<HttpClient>(() => create(route))),
    ];

    /// <summary>Sends the request, and returns when the answer's headers have arrived.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, HttpRoute route, CancellationToken cancellation)
    {
        if (route == HttpRoute.Fresh)
        {
            request.Headers.ConnectionClose = true;
        }

        return clients[(int)route].Value.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    public void Dispose()
    {
        foreach (Lazy<HttpClient> client in clients.Where(c => c.IsValueCreated))
        {
            client.Value.Dispose();
        }
    }
}
