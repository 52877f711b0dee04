using System;
using System.Collections.Concurrent;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Threading;
using System.Threading.Tasks;

namespace ObshellPS.Tests;

/// <summary>
/// A TCP server on a free port of this machine, for answers that no web server would send. The test handles each connection.
/// </summary>
internal sealed class LoopbackServer : IAsyncDisposable, IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentDictionary<Task, bool> serving = new();
    private readonly Func<TcpClient, CancellationToken, Task> serve;
    private readonly Task accepting;

    /// <param name="serve">Handles one connection. Then the server closes it. It is not an error if the client closes the connection
    /// first.</param>
    public LoopbackServer(Func<TcpClient, CancellationToken, Task> serve)
    {
        this.serve = serve;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Stops listening and closes open connections, without waiting.</summary>
    public void Dispose()
    {
        stop.Cancel();
        listener.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        Dispose();
        await accepting;
        await Task.WhenAll(serving.Keys);
        stop.Dispose();
    }

    private static bool IsOver(Exception e) =>
        e is OperationCanceledException or IOException or SocketException or ObjectDisposedException or InvalidOperationException or AuthenticationException or AggregateException;

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                Task work = Task.Run(() => ServeAsync(client));
                serving.TryAdd(work, true);
            }
        }
        catch (Exception e) when (IsOver(e))
        {
            // The test has ended.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        using (stop.Token.Register(client.Dispose))
        {
            try
            {
                await serve(client, stop.Token);
            }
            catch (Exception e) when (IsOver(e))
            {
                // The client has closed the connection, or the test has ended.
            }
        }
    }
}
