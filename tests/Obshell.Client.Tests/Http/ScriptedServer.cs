using System;
using System.Collections.Generic;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ObshellPS.Tests;

namespace Obshell.Client.Tests.Http;

/// <summary>A TCP server that sends for each request the bytes that a test gives, for answers that no web server would send.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly Func<string, NetworkStream, CancellationToken, Task<bool>> answer;
    private readonly List<string> requests = [];
    private readonly LoopbackServer server;

    /// <param name="answer">Gets the header of a request and writes the answer. True keeps the connection open.</param>
    public ScriptedServer(Func<string, NetworkStream, CancellationToken, Task<bool>> answer)
    {
        this.answer = answer;
        server = new LoopbackServer(ServeAsync);
        Uri = "http://127.0.0.1:" + server.Port;
    }

    public string Uri { get; }

    /// <summary>Request lines and headers in the order of their arrival.</summary>
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

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        NetworkStream stream = client.GetStream();
        while (await ReadHeadAsync(stream, stop) is { } head)
        {
            lock (requests)
            {
                requests.Add(head);
            }

            if (!await answer(head, stream, stop))
            {
                return;
            }
        }
    }

    private static async Task<string?> ReadHeadAsync(NetworkStream stream, CancellationToken stop)
    {
        var bytes = new List<byte>();
        byte[] one = new byte[1];
        while (await stream.ReadAsync(one, stop) == 1)
        {
            bytes.Add(one[0]);
            if (bytes.Count >= 4 && bytes[^1] == '\n' && bytes[^2] == '\r' && bytes[^3] == '\n')
            {
                string head = Encoding.ASCII.GetString([.. bytes]);
                int at = head.IndexOf("Content-Length: ", StringComparison.OrdinalIgnoreCase);
                int length = at < 0 ? 0 : int.Parse(head[(at + 16)..].Split('\r')[0], System.Globalization.CultureInfo.InvariantCulture);
                await stream.ReadExactlyAsync(new byte[length], stop);
                return head;
            }
        }

        return null;
    }
}
