#if !NETFRAMEWORK
using System.Net.Http;
using System.Net.Sockets;

namespace Obshell.Client.Http;

/// <summary>
/// A handler with the sockets it opened. The handler alone continues for 5 s with a connection that is still being made, its TLS
/// handshake and a proxy's tunnel included, when no request waits for it any more and even when it has been disposed.
/// </summary>
internal sealed class HttpPool : IDisposable
{
    // Never disposed: sockets may still be taking themselves off it.
    private readonly CancellationTokenSource closed = new();

    public HttpPool(SocketsHttpHandler handler)
    {
        handler.ConnectCallback = ConnectAsync;
        Client = new HttpClient(handler);
    }

    /// <summary>What takes the place of the network, and outlives the pool.</summary>
    public HttpPool(HttpMessageHandler memory) => Client = new HttpClient(memory, disposeHandler: false);

    public HttpClient Client { get; }

    /// <summary>Closes every connection immediately, in any state.</summary>
    public void Dispose()
    {
        Client.Dispose();
        closed.Cancel();
    }

    /// <summary>As the handler does it itself, but on our leash.</summary>
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
