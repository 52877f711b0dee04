using System;
using System.Collections.Concurrent;
using System.Globalization;
using System.IO;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Simulator;

namespace ObshellPS.Tests.Weather;

/// <summary>
/// A TCP proxy between the module and one agent. Its address does not change, even if the agent stops or restarts. It forwards every byte
/// unless <see cref="Sky"/> has a fault for the request. It sends each request to the agent over a new connection, so it cannot send a
/// request twice.
/// </summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private readonly Sky sky;
    private readonly ConcurrentDictionary<Socket, Task> connections = new();
    private readonly CancellationTokenSource end = new();
    private readonly int port;
    private readonly Lock gate = new();
    private Socket? listener;
    private Socket? placeholder;
    private int refusals;
    private WeatherFault? forNextConnection;

    public FaultProxy(SimulatedAgent agent, Sky sky)
    {
        Agent = agent;
        this.sky = sky;
        Socket first = Bound(0);
        port = ((IPEndPoint)first.LocalEndPoint!).Port;
        Listen(first);
    }

    public SimulatedAgent Agent { get; }

    public string Server => "http://127.0.0.1:" + port.ToString(CultureInfo.InvariantCulture);

    /// <summary>Resets open connections and refuses new ones until <see cref="Admit"/> has been called as often as this method.</summary>
    /// <param name="spared">An open connection that is not reset.</param>
    public void Refuse(Socket? spared = null)
    {
        lock (gate)
        {
            if (refusals++ == 0)
            {
                listener!.Dispose();

                // The socket is bound but does not listen. The kernel refuses connections, and no other process can use the port.
                placeholder = Bound(port);
            }
        }

        foreach (Socket open in connections.Keys)
        {
            if (open != spared)
            {
                Break(open, gently: false);
            }
        }
    }

    /// <summary>Accepts connections again.</summary>
    public void Admit()
    {
        lock (gate)
        {
            if (--refusals == 0 && !end.IsCancellationRequested)
            {
                Listen(placeholder!);
                placeholder = null;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        await end.CancelAsync();
        lock (gate)
        {
            listener?.Dispose();
            placeholder?.Dispose();
        }

        foreach (Socket open in connections.Keys)
        {
            Break(open, gently: false);
        }

        await Task.WhenAll(connections.Values);
        end.Dispose();
    }

    private static Socket Bound(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
        return socket;
    }

    private static void Break(Socket socket, bool gently)
    {
        try
        {
            if (gently)
            {
                socket.Shutdown(SocketShutdown.Both);
            }
            else
            {
                socket.LingerState = new LingerOption(true, 0);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // The other side closed the connection first.
        }

        socket.Dispose();
    }

    private void Listen(Socket bound)
    {
        bound.Listen(128);
        listener = bound;
        _ = Task.Run(() => AcceptAsync(bound));
    }

    private async Task AcceptAsync(Socket from)
    {
        try
        {
            while (true)
            {
                Socket client = await from.AcceptAsync(end.Token);
                client.NoDelay = true;
                WeatherFault? ill = Interlocked.Exchange(ref forNextConnection, null);
                var served = new TaskCompletionSource();
                connections[client] = served.Task;
                _ = Task.Run(() => ServeAsync(client, ill, served));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // Refusing, or over.
        }
    }

    private async Task ServeAsync(Socket client, WeatherFault? ill, TaskCompletionSource served)
    {
        try
        {
            if (ill is not null)
            {
                // Wait until the first byte has arrived, so that the client is connected. The byte is not read.
                await client.ReceiveAsync(Memory<byte>.Empty, end.Token);
                Break(client, ill.Gently);
                return;
            }

            var bytes = new HttpBytes(client);
            while (await bytes.ReadLineAsync(end.Token) is { } line)
            {
                WeatherFault? fault = sky.Next(Encoding.ASCII.GetString(line));
                if (!await ServeAsync(client, bytes, line, fault))
                {
                    break;
                }
            }

            Break(client, gently: true);
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // One side has closed its connection, so the other is closed too.
            Break(client, gently: false);
        }
        finally
        {
            connections.TryRemove(client, out _);
            served.SetResult();
        }
    }

    /// <returns>False if the connection was closed.</returns>
    private async Task<bool> ServeAsync(Socket client, HttpBytes bytes, byte[] line, WeatherFault? fault)
    {
        if (fault?.Kind is WeatherKind.BreakInRequestHead)
        {
            Break(client, fault.Gently);
            return false;
        }

        byte[] head = [.. line, .. await bytes.ReadHeadAsync(end.Token)];
        if (fault?.Kind is WeatherKind.BreakInRequestBody)
        {
            // The body is not read. Unread data turns even a normal close into a reset.
            Break(client, fault.Gently);
            return false;
        }

        byte[] request = [.. head, .. await bytes.ReadBodyAsync(head, end.Token)];
        switch (fault?.Kind)
        {
            case WeatherKind.BreakBeforeExecution:
                Break(client, fault.Gently);
                return false;

            case WeatherKind.Stall:
                // Wait until the client closes the connection after its timeout.
                await bytes.ReadLineAsync(end.Token);
                return false;

            case WeatherKind.Page502 or WeatherKind.Page503 or WeatherKind.Page504 or WeatherKind.Page429:
                if (fault.Executed)
                {
                    await AskAgentAsync(request);
                }

                await client.SendAsync(Page(fault), end.Token);
                return true;

            case { } kind when kind >= WeatherKind.AgentRestart || kind == WeatherKind.Refuse:
                if (!await sky.HappenAsync(fault!, this, client))
                {
                    Break(client, gently: false);
                    return false;
                }

                break;
        }

        (byte[] answerHead, byte[] answerBody) = await AskAgentAsync(request);
        return await AnswerAsync(client, answerHead, answerBody, fault);
    }

    private async Task<bool> AnswerAsync(Socket client, byte[] head, byte[] body, WeatherFault? fault)
    {
        byte[] whole = [.. head, .. body];
        switch (fault?.Kind)
        {
            case WeatherKind.BreakAfterExecution:
                Break(client, fault.Gently);
                return false;

            case WeatherKind.BreakInAnswerHead:
                await client.SendAsync(whole.AsMemory(0, sky.Cut(1, head.Length - 1)), end.Token);
                Break(client, fault.Gently);
                return false;

            case WeatherKind.BreakInAnswerBody:
                await client.SendAsync(whole.AsMemory(0, sky.Cut(head.Length, whole.Length - 1)), end.Token);
                Break(client, fault.Gently);
                return false;

            case WeatherKind.TruncatedJson:
                byte[] cut = body[..sky.Cut(1, body.Length - 1)];
                await client.SendAsync((byte[])[.. Head(head, cut.Length), .. cut], end.Token);
                return true;

            case WeatherKind.OneByteAtATime:
                for (int i = 0; i < whole.Length; i++)
                {
                    await client.SendAsync(whole.AsMemory(i, 1), end.Token);
                }

                return true;

            case WeatherKind.BreakAfterAnswer:
                await client.SendAsync(whole, end.Token);
                Break(client, fault.Gently);
                return false;

            case WeatherKind.BreakNextConnection:
                Volatile.Write(ref forNextConnection, fault);
                await client.SendAsync((byte[])[.. Head(head, body.Length, "Connection: close\r\n"), .. body], end.Token);
                return false;

            case WeatherKind.RefuseNextConnection:
                await sky.HappenAsync(fault, this, client);
                await client.SendAsync((byte[])[.. Head(head, body.Length, "Connection: close\r\n"), .. body], end.Token);
                return false;

            default:
                await client.SendAsync(whole, end.Token);
                return true;
        }
    }

    private async Task<(byte[] Head, byte[] Body)> AskAgentAsync(byte[] request)
    {
        using Socket agent = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await agent.ConnectAsync(IPAddress.Loopback, Agent.Uri.Port, end.Token);
        await agent.SendAsync(request, end.Token);
        var answer = new HttpBytes(agent);
        byte[] head = await answer.ReadHeadAsync(end.Token);
        byte[] body = await answer.ReadBodyAsync(head, end.Token);
        return (Head(head, body.Length), body);
    }

    /// <summary>The same header lines for a body of this length without chunks.</summary>
    private static byte[] Head(byte[] head, int length, string more = "")
    {
        var text = new StringBuilder();
        foreach (string line in Encoding.ASCII.GetString(head).Split("\r\n", StringSplitOptions.RemoveEmptyEntries))
        {
            if (!line.StartsWith("Transfer-Encoding:", StringComparison.OrdinalIgnoreCase) && !line.StartsWith("Content-Length:", StringComparison.OrdinalIgnoreCase))
            {
                text.Append(line).Append("\r\n");
            }
        }

        return Encoding.ASCII.GetBytes(text.Append(CultureInfo.InvariantCulture, $"{more}Content-Length: {length}\r\n\r\n").ToString());
    }

    private static byte[] Page(WeatherFault fault)
    {
        string status = fault.Kind switch
        {
            WeatherKind.Page502 => "502 Bad Gateway",
            WeatherKind.Page503 => "503 Service Unavailable",
            WeatherKind.Page504 => "504 Gateway Time-out",
            _ => "429 Too Many Requests",
        };
        string page = $"<html>\r\n<head><title>{status}</title></head>\r\n<body><center><h1>{status}</h1></center></body>\r\n</html>\r\n";
        string wait = fault.RetryAfter is { } seconds ? string.Create(CultureInfo.InvariantCulture, $"Retry-After: {seconds}\r\n") : "";
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {status}\r\nContent-Type: text/html\r\n{wait}Content-Length: {page.Length}\r\n\r\n{page}"));
    }
}
