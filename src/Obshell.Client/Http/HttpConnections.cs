#if !NETFRAMEWORK
using System.Net.Http;

namespace Obshell.Client.Http;

/// <summary>
/// The connections to one agent. All of them are closed after a request was cancelled and when no other request is running: one of them
/// may be half made or half read, and no request waits for it. The next request gets a new pool, so its pool is not closed while it runs.
/// </summary>
internal sealed class HttpConnections : IDisposable
{
    private readonly Func<HttpPool> create;
    private readonly object gate = new();
    private HttpPool pool;
    private int underWay;
    private bool gaveUp;
    private bool disposed;

    /// <param name="create">Makes a pool.</param>
    public HttpConnections(Func<HttpPool> create)
    {
        this.create = create;
        pool = create();
    }

    /// <summary>
    /// Sends the request, and returns when the answer's headers have arrived. <see cref="Leave"/> must be called after it, also after a
    /// failure.
    /// </summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation)
    {
        HttpClient client;
        lock (gate)
        {
            underWay++;
            client = pool.Client;
        }

        return client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
    }

    /// <summary>Reports that the request has ended.</summary>
    /// <param name="hasGivenUp">No one waits for its answer any more.</param>
    public void Leave(bool hasGivenUp)
    {
        HttpPool? left = null;
        lock (gate)
        {
            gaveUp |= hasGivenUp;
            if (--underWay == 0 && gaveUp && !disposed)
            {
                left = pool;
                pool = create();
                gaveUp = false;
            }
        }

        left?.Dispose();
    }

    public void Dispose()
    {
        HttpPool last;
        lock (gate)
        {
            disposed = true;
            last = pool;
        }

        last.Dispose();
    }
}
#endif
