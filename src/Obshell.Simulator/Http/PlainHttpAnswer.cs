using System.Text;
using Microsoft.AspNetCore.Connections;

namespace Obshell.Simulator;

/// <summary>
/// Answers plain HTTP on a TLS port with the same bytes as Go's net/http server (PROTOCOL 1.1): HTTP/1.0 without headers.
/// </summary>
internal static class PlainHttpAnswer
{
    private const byte TlsHandshake = 0x16;

    private static readonly byte[] _answer = Encoding.ASCII.GetBytes("HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n");

    public static async Task RejectAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var read = await connection.Transport.Input.ReadAsync(connection.ConnectionClosed);
        var isTls = read.Buffer.IsEmpty || read.Buffer.FirstSpan[0] == TlsHandshake;
        // Mark the bytes as not examined, so that the first read of the TLS layer gets them immediately.
        connection.Transport.Input.AdvanceTo(read.Buffer.Start, read.Buffer.Start);
        if (isTls)
        {
            await next(connection);
            return;
        }
        await connection.Transport.Output.WriteAsync(_answer, connection.ConnectionClosed);
        await connection.Transport.Output.CompleteAsync();
    }
}
