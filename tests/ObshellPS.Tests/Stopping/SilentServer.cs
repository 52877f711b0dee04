using System;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Stopping;

/// <summary>
/// A server that accepts every connection, reads all data and never answers, like an agent, a TLS handshake or a proxy that hangs.
/// </summary>
internal sealed class SilentServer : IDisposable
{
    private readonly LoopbackServer server;
    private TaskCompletionSource spokenTo = New();
    private int open;

    public SilentServer() => server = new LoopbackServer(ListenAsync);

    public int Port => server.Port;

    /// <summary>The number of connections that the client has not closed.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Completes when the next client has sent data.</summary>
    public Task NextAsync()
    {
        TaskCompletionSource fresh = New();
        Volatile.Write(ref spokenTo, fresh);
        return fresh.Task;
    }

    public void Dispose() => server.Dispose();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task ListenAsync(TcpClient client, CancellationToken stop)
    {
        Interlocked.Increment(ref open);
        try
        {
            byte[] buffer = new byte[4096];
            while (await client.GetStream().ReadAsync(buffer, stop) > 0)
            {
                Volatile.Read(ref spokenTo).TrySetResult();
            }
        }
        finally
        {
            Interlocked.Decrement(ref open);
        }
    }
}
