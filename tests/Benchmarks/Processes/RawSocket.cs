using System;
using System.Globalization;
using System.IO;
using System.Net.Sockets;
using System.Text;

namespace Obshell.Benchmarks.Processes;

/// <summary>The smallest possible client: it sends the bytes of a prepared request and reads the answer.</summary>
internal sealed class RawSocket : IDisposable
{
    private readonly Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] buffer = new byte[1 << 20];

    public RawSocket(Uri address) => socket.Connect(address.Host, address.Port);

    /// <returns>The answer's body.</returns>
    public ReadOnlySpan<byte> Ask(byte[] request)
    {
        socket.Send(request);
        int length = 0;
        while (true)
        {
            int read = socket.Receive(buffer, length, buffer.Length - length, SocketFlags.None);
            if (read == 0)
            {
                throw new IOException("The agent closed the connection.");
            }

            length += read;
            ReadOnlySpan<byte> answer = buffer.AsSpan(0, length);
            int end = answer.IndexOf("\r\n\r\n"u8);
            if (end > 0)
            {
                int announced = Announced(answer[..end]);
                if (length >= end + 4 + announced)
                {
                    return answer.StartsWith("HTTP/1.1 200"u8)
                        ? answer.Slice(end + 4, announced)
                        : throw new IOException(Encoding.ASCII.GetString(answer));
                }
            }
        }
    }

    public void Dispose() => socket.Dispose();

    private static int Announced(ReadOnlySpan<byte> headers)
    {
        int at = headers.IndexOf("Content-Length: "u8);
        if (at < 0)
        {
            throw new IOException("The answer announces no length.");
        }

        ReadOnlySpan<byte> rest = headers[(at + 16)..];
        int end = rest.IndexOf((byte)'\r');
        return int.Parse(end < 0 ? rest : rest[..end], CultureInfo.InvariantCulture);
    }
}
