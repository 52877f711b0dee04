using System;
using System.Collections.Generic;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace Obshell.Client.Tests.Connection;

/// <summary>A plain TCP server that answers each request as a test says, byte for byte; for what no web server would send.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly Func<string, NetworkStream, CancellationToken, Task<bool>> answer;
    private readonly List<string> requests = [];
    private readonly Task loop;

    /// <param name="answer">Gets a request's head; writes the answer; true keeps the connection open.</param>
    public ScriptedServer(Func<string, NetworkStream, CancellationToken, Task<bool>> answer)
    {
        this.answer = answer;
        listener.Start();
        Uri = "http://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port;
        loop = Task.Run(AcceptAsync);
    }

    public string Uri { get; }

    /// <summary>Request lines and headers, in the order of arrival.</summary>
    public string[] Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    public static async Task<bool> SendAsync(NetworkStream stream, string text, bool keepOpen = true)
    {
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text));
        return keepOpen;
    }

    public static Task<bool> SendJsonAsync(NetworkStream stream, string json) =>
        SendAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(json)}\r\n\r\n{json}");

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await loop;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                TcpClient client = await listener.AcceptTcpClientAsync(stop.Token);
                _ = Task.Run(() => ServeAsync(client));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                NetworkStream stream = client.GetStream();
                while (await ReadHeadAsync(stream) is { } head)
                {
                    lock (requests)
                    {
                        requests.Add(head);
                    }

                    if (!await answer(head, stream, stop.Token))
                    {
                        return;
                    }
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException or SocketException)
            {
                // The client has gone.
            }
        }
    }

    private async Task<string?> ReadHeadAsync(NetworkStream stream)
    {
        var bytes = new List<byte>();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, stop.Token) == 1)
        {
            bytes.Add(one[0]);
            if (bytes.Count >= 4 && bytes[^1] == '\n' && bytes[^2] == '\r' && bytes[^3] == '\n')
            {
                string head = Encoding.ASCII.GetString([.. bytes]);
                int at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
                int length = at < 0 ? 0 : int.Parse(head[(at + 16)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
                await stream.ReadExactlyAsync(new byte[length], stop.Token);
                return head;
            }
        }

        return null;
    }
}
