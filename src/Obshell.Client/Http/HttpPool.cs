#if !NETFRAMEWORK
using System.Net.Http;
using System.Net.Sockets;

namespace Obshell.Client.Http;

/// <summary>
/// A handler and the sockets that it opened. When a request no longer waits for its new connection, the handler continues to open the
/// connection for 5 s, even after the handler was disposed. This pool can close such sockets immediately.
/// </summary>
internal sealed class HttpPool : IDisposable
{
    // This source is never disposed, because sockets remove their registrations from it later.
    private readonly CancellationTokenSource closed = new();

    public HttpPool(SocketsHttpHandler handler)
    {
        handler.ConnectCallback = ConnectAsync;
        Client = new HttpClient(handler);
    }

    /// <summary>A pool with a handler that replaces the network (in tests). The pool does not dispose this handler.</summary>
    public HttpPool(HttpMessageHandler memory) => Client = new HttpClient(memory, disposeHandler: false);

    public HttpClient Client { get; }

    /// <summary>Closes every connection immediately, in any state.</summary>
    public void Dispose()
    {
        Client.Dispose();
        closed.Cancel();
    }

    /// <summary>Connects in the same way as the handler itself, but gives this class access to the socket.</summary>
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
