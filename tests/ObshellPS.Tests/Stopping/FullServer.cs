using System;
using System.Collections.Generic;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Stopping;

/// <summary>A port whose queue of waiting connections is full: whoever comes now gets neither in nor a refusal, as behind a firewall that drops.</summary>
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
    /// <returns>Null where the operating system refuses what finds no room (Windows).</returns>
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
                    // It knocks on; its end is of no interest.
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
