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
/// A proxy between the module and an agent. It forwards every byte and records the data that the module sent. Its target can change during
/// a session, as if another machine had taken over the address.
/// </summary>
internal sealed class WireTap : IAsyncDisposable
{
    private readonly LoopbackServer server;
    private readonly ConcurrentQueue<MemoryStream> sent = new();
    private volatile int target;

    public WireTap(int targetPort)
    {
        target = targetPort;
        server = new LoopbackServer(RelayAsync);
    }

    public int Port => server.Port;

    /// <summary>The port to which new connections are forwarded.</summary>
    public int Target
    {
        get => target;
        set => target = value;
    }

    /// <summary>The data that the module sent, for each connection.</summary>
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

    /// <summary>The number of connections that did not start with a TLS handshake.</summary>
    public int PlainConnections => Sent.Count(s => s.Length > 0 && s[0] != 0x16);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task RelayAsync(TcpClient client, CancellationToken stop)
    {
        var record = new MemoryStream();
        sent.Enqueue(record);
        using var agent = new TcpClient();
        await agent.ConnectAsync(IPAddress.Loopback, target, stop);
        NetworkStream near = client.GetStream();
        NetworkStream far = agent.GetStream();
        Task back = CopyAsync(far, near, null, stop);
        await CopyAsync(near, far, record, stop);
        agent.Client.Shutdown(SocketShutdown.Send);
        await back;
    }

    private static async Task CopyAsync(NetworkStream from, NetworkStream to, MemoryStream? record, CancellationToken stop)
    {
        byte[] buffer = new byte[16 * 1024];
        int read;
        try
        {
            while ((read = await from.ReadAsync(buffer, stop)) > 0)
            {
                if (record is not null)
                {
                    lock (record)
                    {
                        record.Write(buffer, 0, read);
                    }
                }

                await to.WriteAsync(buffer.AsMemory(0, read), stop);
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
