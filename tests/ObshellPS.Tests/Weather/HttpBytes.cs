using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;

namespace ObshellPS.Tests.Weather;

/// <summary>Reads HTTP/1.1 messages from a socket as raw bytes. It supports only what the fault proxy needs.</summary>
internal sealed class HttpBytes
{
    private readonly Socket socket;
    private readonly List<byte> ahead = [];
    private readonly byte[] buffer = new byte[8192];

    public HttpBytes(Socket socket) => this.socket = socket;

    /// <summary>A line with its line end, or null if the other side closed the connection normally before its first byte.</summary>
    public async Task<byte[]?> ReadLineAsync(CancellationToken cancellation)
    {
        int end;
        while ((end = ahead.IndexOf((byte)'\n')) < 0)
        {
            if (!await MoreAsync(cancellation))
            {
                return ahead.Count == 0 ? null : throw new IOException("The line ended in its midst.");
            }
        }

        return Take(end + 1);
    }

    /// <summary>The header lines with the empty line at the end.</summary>
    public async Task<byte[]> ReadHeadAsync(CancellationToken cancellation)
    {
        var head = new List<byte>();
        byte[] line;
        do
        {
            line = await ReadLineAsync(cancellation) ?? throw new IOException("The header ended in its midst.");
            head.AddRange(line);
        }
        while (line.Length > 2);
        return [.. head];
    }

    /// <summary>The body that a header announces. Chunks are joined.</summary>
    public async Task<byte[]> ReadBodyAsync(byte[] head, CancellationToken cancellation)
    {
        if (ValueOf(head, "Transfer-Encoding") is not "chunked")
        {
            return await ReadAsync(int.Parse(ValueOf(head, "Content-Length") ?? "0", CultureInfo.InvariantCulture), cancellation);
        }

        var body = new List<byte>();
        while (true)
        {
            byte[] size = await ReadLineAsync(cancellation) ?? throw new IOException("The chunks ended in their midst.");
            int length = int.Parse(Encoding.ASCII.GetString(size).Trim(), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            body.AddRange(await ReadAsync(length, cancellation));
            await ReadAsync(2, cancellation);
            if (length == 0)
            {
                return [.. body];
            }
        }
    }

    public static string? ValueOf(byte[] head, string name)
    {
        foreach (string line in Encoding.ASCII.GetString(head).Split("\r\n"))
        {
            if (line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))
            {
                return line[(name.Length + 1)..].Trim();
            }
        }

        return null;
    }

    private async Task<byte[]> ReadAsync(int length, CancellationToken cancellation)
    {
        while (ahead.Count < length)
        {
            if (!await MoreAsync(cancellation))
            {
                throw new IOException("The body ended in its midst.");
            }
        }

        return Take(length);
    }

    private byte[] Take(int length)
    {
        byte[] taken = [.. ahead.GetRange(0, length)];
        ahead.RemoveRange(0, length);
        return taken;
    }

    private async Task<bool> MoreAsync(CancellationToken cancellation)
    {
        int read = await socket.ReceiveAsync(buffer.AsMemory(), cancellation);
        ahead.AddRange(buffer.AsSpan(0, read));
        return read > 0;
    }
}
