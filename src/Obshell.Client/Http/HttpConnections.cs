#if !NETFRAMEWORK
using System.Net.Http;

namespace Obshell.Client.Http;

/// <summary>
/// The connections to one agent. After a request that was given up, and once no other is under way, all are closed: one may be
/// half made or half read, and no request waits for it. The next request finds a new pool, so that its pool is not closed while it runs.
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

    /// <summary>Sends, and returns when the answer's headers are there. <see cref="Leave"/> must follow, no matter how it ends.</summary>
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

    /// <summary>The request is over.</summary>
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
