using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using ObshellPS.Tests;

namespace Obshell.Recovery.Tests.Drills.Query;

/// <summary>A server that waits for logins, records all data, and requests the password as plain text.</summary>
internal sealed class HostileSqlServer : IDisposable
{
    private readonly LoopbackServer server;
    private readonly X509Certificate2? certificate;
    private readonly string plugin;
    private readonly List<byte[]> packets = [];
    private int connections;

    /// <param name="certificate">The certificate of the server, or null for a server without TLS.</param>
    /// <param name="plugin">The login method to which the server switches.</param>
    public HostileSqlServer(X509Certificate2? certificate = null, string plugin = "mysql_clear_password")
    {
        this.certificate = certificate;
        this.plugin = plugin;
        server = new LoopbackServer((client, _) => TalkAsync(client.GetStream()));
    }

    public int Port => server.Port;

    public int Connections => connections;

    /// <summary>Packets after the handshake: the login and later packets.</summary>
    public IReadOnlyList<byte[]> Packets
    {
        get
        {
            lock (packets)
            {
                return [.. packets];
            }
        }
    }

    /// <summary>All packets as text.</summary>
    public string Got => string.Concat(Packets.Select(Encoding.Latin1.GetString));

    public void Dispose() => server.Dispose();

    private async Task TalkAsync(Stream stream)
    {
        Interlocked.Increment(ref connections);
        uint abilities = 0x0008A281u | (certificate is null ? 0u : 1 << 11);
        var greeting = new List<byte> { 10 };
        greeting.AddRange("5.7.25\0"u8.ToArray());
        greeting.AddRange([1, 0, 0, 0]);
        greeting.AddRange("abcdefgh\0"u8.ToArray());
        greeting.AddRange([(byte)abilities, (byte)(abilities >> 8), 45, 2, 0, (byte)(abilities >> 16), (byte)(abilities >> 24), 21]);
        greeting.AddRange(new byte[10]);
        greeting.AddRange("ijklmnopqrst\0mysql_native_password\0"u8.ToArray());
        await WriteAsync(stream, 0, [.. greeting]);
        (byte number, byte[] packet) = await ReadAsync(stream);
        if (packet.Length == 32 && certificate is not null)
        {
            var tls = new SslStream(stream);
            // Offline, because otherwise this server itself would download from the addresses in its certificate.
            var shown = SslStreamCertificateContext.Create(certificate, null, offline: true);
            await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = shown });
            stream = tls;
            (number, packet) = await ReadAsync(stream);
        }

        Keep(packet);
        await WriteAsync(stream, (byte)(number + 1), [0xFE, .. Encoding.ASCII.GetBytes(plugin), 0, .. "abcdefghijklmnopqrst"u8, 0]);
        while (true)
        {
            (_, packet) = await ReadAsync(stream);
            Keep(packet);
        }
    }

    private void Keep(byte[] packet)
    {
        lock (packets)
        {
            packets.Add(packet);
        }
    }

    private static async Task<(byte Number, byte[] Payload)> ReadAsync(Stream stream)
    {
        byte[] head = new byte[4];
        await stream.ReadExactlyAsync(head);
        byte[] payload = new byte[head[0] | head[1] << 8 | head[2] << 16];
        await stream.ReadExactlyAsync(payload);
        return (head[3], payload);
    }

    private static async Task WriteAsync(Stream stream, byte number, byte[] payload) =>
        await stream.WriteAsync((byte[])[(byte)payload.Length, (byte)(payload.Length >> 8), 0, number, .. payload]);
}
