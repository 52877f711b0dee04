#if !NETFRAMEWORK
using System.Net.Http;

namespace Obshell.Client.Http;

/// <summary>
/// The connections to one agent. A cancelled request may leave a connection that is half made or half read. So after a cancellation, all
/// connections are closed as soon as no request is running. The next request uses a new pool, so its connection is not closed.
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
    /// Sends the request, and returns when the headers of the answer have arrived. Call <see cref="Leave"/> when the request has ended,
    /// even with an error.
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
    /// <param name="hasGivenUp">Whether the request was cancelled or reached its time limit.</param>
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
