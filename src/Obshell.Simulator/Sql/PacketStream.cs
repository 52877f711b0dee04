namespace Obshell.Simulator;

/// <summary>Reads and writes packets: a length of three bytes, a sequence number of one byte, and the payload.</summary>
internal sealed class PacketStream
{
    /// <summary>The maximum length of a packet. The statements of the clients are shorter.</summary>
    private const int Longest = 1 << 20;

    private byte _next;

    public PacketStream(Stream stream)
    {
        Stream = stream;
    }

    /// <summary>The stream of the connection. When TLS begins, the TLS stream replaces it.</summary>
    public Stream Stream { get; set; }

    /// <returns>Null when the client has closed the connection.</returns>
    public async Task<byte[]?> ReadAsync(CancellationToken ct)
    {
        var head = new byte[4];
        if (await Stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) < head.Length)
            return null;
        var length = head[0] | head[1] << 8 | head[2] << 16;
        if (length > Longest)
            throw new InvalidDataException("A packet is too long.");
        _next = (byte)(head[3] + 1);
        var payload = new byte[length];
        await Stream.ReadExactlyAsync(payload, ct);
        return payload;
    }

    public async Task WriteAsync(Packet packet, CancellationToken ct)
    {
        var payload = packet.Bytes.ToArray();
        if (payload.Length >= 1 << 24)
            throw new InvalidDataException("An answer is too long for one packet.");
        var framed = new byte[4 + payload.Length];
        framed[0] = (byte)payload.Length;
        framed[1] = (byte)(payload.Length >> 8);
        framed[2] = (byte)(payload.Length >> 16);
        framed[3] = _next++;
        payload.CopyTo(framed, 4);
        await Stream.WriteAsync(framed, ct);
        await Stream.FlushAsync(ct);
    }
}
