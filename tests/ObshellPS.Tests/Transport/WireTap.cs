using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Transport;

/// <summary>
/// Stands between the module and an agent, passes every byte on, and keeps what the module sent. Its other end can be moved
/// in mid-session, as when another machine takes an address over.
/// </summary>
internal sealed class WireTap : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<MemoryStream> sent = new();
    private readonly ConcurrentDictionary<Task, bool> work = new();
    private readonly Task accepting;
    private volatile int target;

    public WireTap(int targetPort)
    {
        target = targetPort;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        accepting = AcceptAsync();
    }

    public int Port { get; }

    /// <summary>Port that new connections lead to.</summary>
    public int Target
    {
        get => target;
        set => target = value;
    }

    /// <summary>For each connection what the module sent on it.</summary>
    public IReadOnlyList<byte[]> Sent
    {
        get
        {
            return [.. sent.Select(s =>
            {
                lock (s)
                {
                    return s.ToArray();
                }
            })];
        }
    }

    /// <summary>Connections that began with anything but a TLS handshake.</summary>
    public int PlainConnections => Sent.Count(s => s.Length > 0 && s[0] != 0x16);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        await Task.WhenAll(work.Keys);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                var record = new MemoryStream();
                sent.Enqueue(record);
                Task relay = RelayAsync(client, record);
                work.TryAdd(relay, true);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task RelayAsync(TcpClient client, MemoryStream record)
    {
        using (client)
        using (var agent = new TcpClient())
        {
            try
            {
                await agent.ConnectAsync(IPAddress.Loopback, target, stop.Token);
                NetworkStream near = client.GetStream();
                NetworkStream far = agent.GetStream();
                Task back = CopyAsync(far, near, null);
                await CopyAsync(near, far, record);
                agent.Client.Shutdown(SocketShutdown.Send);
                await back;
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // One of the two has gone; so goes the other.
            }
        }
    }

    private async Task CopyAsync(NetworkStream from, NetworkStream to, MemoryStream? record)
    {
        byte[] buffer = new byte[16 * 1024];
        int read;
        try
        {
            while ((read = await from.ReadAsync(buffer, stop.Token)) > 0)
            {
                if (record is not null)
                {
                    lock (record)
                    {
                        record.Write(buffer, 0, read);
                    }
                }

                await to.WriteAsync(buffer.AsMemory(0, read), stop.Token);
            }

            if (record is null)
            {
                to.Socket.Shutdown(SocketShutdown.Send);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            from.Socket.Close();
            to.Socket.Close();
        }
    }
}
