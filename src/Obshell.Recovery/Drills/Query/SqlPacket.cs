namespace Obshell.Recovery.Drills.Query;

/// <summary>One packet of MySQL's protocol: three bytes for the length, one byte for the packet number, and the payload.</summary>
internal sealed class SqlPacket
{
    /// <summary>The maximum length of a packet. The packets of a login have only a few hundred bytes.</summary>
    private const int MaxLength = 64 * 1024;

    public SqlPacket(byte number, byte[] payload)
    {
        Number = number;
        Payload = payload;
    }

    public byte Number { get; }

    public byte[] Payload { get; }

    public byte First => Payload.Length > 0 ? Payload[0] : (byte)0;

    public SqlPacket Moved(int by) => new(unchecked((byte)(Number + by)), Payload);

    /// <exception cref="IOException">The other side closed the connection, or the packet is too long.</exception>
    public static async Task<SqlPacket> ReadAsync(Stream stream)
    {
        byte[] head = await ReadAsync(stream, 4).ConfigureAwait(false);
        int length = head[0] | (head[1] << 8) | (head[2] << 16);
        return length <= MaxLength
            ? new SqlPacket(head[3], await ReadAsync(stream, length).ConfigureAwait(false))
            : throw new IOException(DrillQueryTexts.FormatPacketTooLong(length));
    }

    public async Task WriteAsync(Stream stream)
    {
        byte[] framed = new byte[4 + Payload.Length];
        framed[0] = (byte)Payload.Length;
        framed[1] = (byte)(Payload.Length >> 8);
        framed[2] = (byte)(Payload.Length >> 16);
        framed[3] = Number;
        Payload.CopyTo(framed, 4);
        await stream.WriteAsync(framed, 0, framed.Length).ConfigureAwait(false);
        await stream.FlushAsync().ConfigureAwait(false);
    }

    private static async Task<byte[]> ReadAsync(Stream stream, int length)
    {
        byte[] bytes = new byte[length];
        int at = 0;
        while (at < length)
        {
            int read = await stream.ReadAsync(bytes, at, length - at).ConfigureAwait(false);
            at += read > 0 ? read : throw new IOException(DrillQueryTexts.ClosedEarly);
        }

        return bytes;
    }
}
