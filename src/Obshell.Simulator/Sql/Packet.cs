using System.Buffers.Binary;
using System.Text;

namespace Obshell.Simulator;

/// <summary>Builds the payload of one packet of MySQL's protocol.</summary>
internal sealed class Packet
{
    private readonly List<byte> _bytes = [];

    public ReadOnlySpan<byte> Bytes => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_bytes);

    public Packet Int1(int value)
    {
        _bytes.Add((byte)value);
        return this;
    }

    public Packet Int2(int value) => Int1(value).Int1(value >> 8);

    public Packet Int4(uint value) => Int2((int)(value & 0xFFFF)).Int2((int)(value >> 16));

    public Packet Zeros(int count) => Raw(new byte[count]);

    public Packet Raw(ReadOnlySpan<byte> bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public Packet TextToEnd(string text) => Raw(Encoding.UTF8.GetBytes(text));

    public Packet TextToZero(string text) => TextToEnd(text).Int1(0);

    /// <summary>Writes a length-encoded integer of one, three, four or nine bytes.</summary>
    public Packet Length(long value)
    {
        switch (value)
        {
            case < 251:
                return Int1((int)value);
            case < 1 << 16:
                return Int1(0xFC).Int2((int)value);
            case < 1 << 24:
                return Int1(0xFD).Int2((int)value).Int1((int)(value >> 16));
            default:
                var eight = new byte[8];
                BinaryPrimitives.WriteInt64LittleEndian(eight, value);
                return Int1(0xFE).Raw(eight);
        }
    }

    public Packet Counted(ReadOnlySpan<byte> bytes) => Length(bytes.Length).Raw(bytes);

    public Packet Counted(string text) => Counted(Encoding.UTF8.GetBytes(text));
}
