namespace Obshell.Simulator;

/// <summary>Packets over a stream: three bytes of length, one byte with a sequence number, the payload.</summary>
internal sealed class PacketStream
{
    /// <summary>Statements for practice are not longer.</summary>
    private const int Longest = 1 << 20;

    private byte _next;

    public PacketStream(Stream stream)
    {
        Stream = stream;
    }

    /// <summary>Replaced when TLS begins.</summary>
    public Stream Stream { get; set; }

    /// <returns>Null when the other side has closed.</returns>
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
