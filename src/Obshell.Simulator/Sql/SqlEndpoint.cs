using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Obshell.Simulator;

/// <summary>The SQL port of one simulated server.</summary>
internal sealed class SqlEndpoint : ISqlListener
{
    private readonly SimulatedCluster _cluster;
    private readonly Server _server;
    private readonly string _zone;
    private readonly TcpListener _listener;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Task, bool> _serving = new();
    private readonly Task _accepting;

    private SqlEndpoint(SimulatedCluster cluster, Server server, string zone, TcpListener listener)
    {
        _cluster = cluster;
        _zone = zone;
        _listener = listener;
        _server = server with { SqlPort = ((IPEndPoint)listener.LocalEndpoint).Port };
        _accepting = AcceptAsync();
    }

    /// <summary>The server, with the real port.</summary>
    public Server Server => _server;

    /// <summary>Starts to listen at the server's address.</summary>
    /// <param name="cluster">The cluster.</param>
    /// <param name="server">The server.</param>
    /// <param name="zone">The zone of the server.</param>
    /// <param name="port">The port; 0 for any free port.</param>
    /// <returns>Null when the server's address is not a loopback address, because the port must not be open to the network. Also null when
    /// this machine does not have the loopback address: only Linux has more than 127.0.0.1.</returns>
    /// <exception cref="System.IO.IOException">Another process uses the port.</exception>
    public static SqlEndpoint? TryStart(SimulatedCluster cluster, Server server, string zone, int port)
    {
        if (!IPAddress.TryParse(server.Ip, out var address) || !IPAddress.IsLoopback(address))
            return null;
        var listener = new TcpListener(address, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressNotAvailable)
        {
            listener.Dispose();
            return null;
        }
        catch (SocketException e)
        {
            listener.Dispose();
            throw new System.IO.IOException($"The SQL port {address}:{port} cannot be opened: {e.Message}", e);
        }
        return new SqlEndpoint(cluster, server, zone, listener);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        await Task.WhenAll(_serving.Keys.ToArray());
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptTcpClientAsync(_stop.Token);
                var serving = new SqlConnection(_cluster, _server, _zone, socket, _stop.Token).ServeAsync();
                _serving[serving] = true;
                _ = serving.ContinueWith(t => _serving.TryRemove(t, out _), TaskScheduler.Default);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The endpoint was stopped.
        }
    }
}
