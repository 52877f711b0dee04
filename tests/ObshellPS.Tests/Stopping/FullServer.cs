using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// A port whose queue of waiting connections is full. A new connection is neither accepted nor refused, as with a firewall that drops
/// packets.
/// </summary>
internal sealed class FullServer : IDisposable
{
    private readonly Socket listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly List<Socket> queue = [];

    private FullServer()
    {
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(1);
    }

    public int Port => ((IPEndPoint)listener.LocalEndPoint!).Port;

    /// <summary>Fills the queue.</summary>
    /// <returns>Null if the operating system refuses connections when the queue is full (Windows).</returns>
    public static async Task<FullServer?> StartAsync()
    {
        var server = new FullServer();
        try
        {
            while (server.queue.Count < 100)
            {
                var next = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                server.queue.Add(next);
                Task connect = next.ConnectAsync(IPAddress.Loopback, server.Port);
                if (await Task.WhenAny(connect, Task.Delay(500)) != connect)
                {
                    // This connection is not accepted, so the queue is full. Its result is ignored.
                    _ = connect.ContinueWith(static t => t.Exception, TaskScheduler.Default);
                    next.Dispose();
                    return server;
                }

                await connect;
            }
        }
        catch (SocketException)
        {
            // Refused.
        }

        server.Dispose();
        return null;
    }

    public void Dispose()
    {
        queue.ForEach(s => s.Dispose());
        listener.Dispose();
    }
}
