using System;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Org.BouncyCastle.Tls;

namespace ObshellPS.Tests.Transport;

/// <summary>An <see cref="AlertingTlsServer"/> that listens on a port and forwards accepted connections to an agent without TLS.</summary>
internal sealed class TlsFront : IAsyncDisposable
{
    private readonly LoopbackServer listener;
    private readonly Func<TlsServer> server;
    private readonly int agentPort;

    public TlsFront(Func<TlsServer> server, int agentPort)
    {
        this.server = server;
        this.agentPort = agentPort;
        listener = new LoopbackServer((client, _) => Task.Factory.StartNew(() => Serve(client), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
    }

    public int Port => listener.Port;

    public ValueTask DisposeAsync() => listener.DisposeAsync();

    private void Serve(TcpClient client)
    {
        using (var agent = new TcpClient())
        {
            try
            {
                // This is a second stream on the socket, because BouncyCastle closes its stream after an alert. The module sends its
                // request with the end of its handshake. Closing the socket with this unread request would cause a reset, and the module
                // could see the reset before the alert.
                var protocol = new TlsServerProtocol(new NetworkStream(client.Client, ownsSocket: false));
                protocol.Accept(server());
                agent.Connect(IPAddress.Loopback, agentPort);
                Task back = Task.Factory.StartNew(() => Copy(agent.GetStream(), protocol.Stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
                Copy(protocol.Stream, agent.GetStream());
                agent.Close();
                back.Wait();
            }
            catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or InvalidOperationException or AggregateException)
            {
                Drain(client);
            }
        }
    }

    /// <summary>Reads the remaining data before the connection is closed.</summary>
    private static void Drain(TcpClient client)
    {
        try
        {
            client.Client.Shutdown(SocketShutdown.Send);
            byte[] buffer = new byte[4096];
            while (client.Client.Receive(buffer) > 0)
            {
                // Wait until the module has closed the connection.
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The module has closed the connection.
        }
    }

    private static void Copy(Stream from, Stream to)
    {
        byte[] buffer = new byte[16 * 1024];
        try
        {
            for (int read; (read = from.Read(buffer, 0, buffer.Length)) > 0;)
            {
                to.Write(buffer, 0, read);
                to.Flush();
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or SocketException or InvalidOperationException)
        {
            // One of the two sides has closed its connection.
        }
    }
}
