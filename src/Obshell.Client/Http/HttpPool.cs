#if !NETFRAMEWORK
using System.Net.Http;
using System.Net.Sockets;

namespace Obshell.Client.Http;

/// <summary>
/// A handler with the sockets that it opened. The handler alone continues for 5 s with a connection that is being made, including its TLS
/// handshake and a proxy's tunnel. It does so when no request waits for the connection any more, and even after it was disposed.
/// </summary>
internal sealed class HttpPool : IDisposable
{
    // It is never disposed: sockets may still be unregistering from it.
    private readonly CancellationTokenSource closed = new();

    public HttpPool(SocketsHttpHandler handler)
    {
        handler.ConnectCallback = ConnectAsync;
        Client = new HttpClient(handler);
    }

    /// <summary>A handler that replaces the network (in tests). It lives longer than the pool.</summary>
    public HttpPool(HttpMessageHandler memory) => Client = new HttpClient(memory, disposeHandler: false);

    public HttpClient Client { get; }

    /// <summary>Closes every connection immediately, in any state.</summary>
    public void Dispose()
    {
        Client.Dispose();
        closed.Cancel();
    }

    /// <summary>Connects as the handler itself does, but this class can close the socket.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation, closed.Token);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, end.Token).ConfigureAwait(false);
            return new StoppableStream(socket, closed.Token);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private sealed class StoppableStream : NetworkStream
    {
        private readonly CancellationTokenRegistration leash;

        public StoppableStream(Socket socket, CancellationToken closed)
            : base(socket, ownsSocket: true) => leash = closed.Register(static s => ((Socket)s!).Dispose(), socket);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                leash.Dispose();
            }

            base.Dispose(disposing);
        }
    }
}
#endif
