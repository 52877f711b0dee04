using System;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Stopping;

/// <summary>Takes every connection, reads what comes, and never says a word: an agent that hangs, a TLS handshake without an answer, a dead proxy.</summary>
internal sealed class SilentServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource end = new();
    private TaskCompletionSource spokenTo = New();
    private int open;

    public SilentServer()
    {
        listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections whose other side is still there.</summary>
    public int Open => Volatile.Read(ref open);

    /// <summary>Completes when the next client has said something.</summary>
    public Task NextAsync()
    {
        TaskCompletionSource fresh = New();
        Volatile.Write(ref spokenTo, fresh);
        return fresh.Task;
    }

    public void Dispose()
    {
        end.Cancel();
        listener.Dispose();
        end.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = ListenAsync(await listener.AcceptTcpClientAsync(end.Token));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ListenAsync(TcpClient client)
    {
        Interlocked.Increment(ref open);
        try
        {
            byte[] buffer = new byte[4096];
            while (await client.GetStream().ReadAsync(buffer, end.Token) > 0)
            {
                Volatile.Read(ref spokenTo).TrySetResult();
            }
        }
        catch (Exception e) when (e is OperationCanceledException or System.IO.IOException)
        {
            // Gone the hard way.
        }
        finally
        {
            client.Dispose();
            Interlocked.Decrement(ref open);
        }
    }
}
