using System.Buffers.Binary;
using System.Text;

namespace Obshell.Simulator;

/// <summary>Reads the payload of one packet of MySQL's protocol.</summary>
internal ref struct PacketReader
{
    private ReadOnlySpan<byte> _rest;

    public PacketReader(ReadOnlySpan<byte> payload)
    {
        _rest = payload;
    }

    public readonly bool AtEnd => _rest.IsEmpty;

    public uint Int4() => BinaryPrimitives.ReadUInt32LittleEndian(Take(4));

    public byte Int1() => Take(1)[0];

    public string TextToZero()
    {
        var end = _rest.IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(Take(end < 0 ? _rest.Length : end));
        if (end >= 0)
            Take(1);
        return text;
    }

    public string TextToEnd() => Encoding.UTF8.GetString(Take(_rest.Length));

    public ReadOnlySpan<byte> CountedBytes() => Take(Length());

    /// <exception cref="InvalidDataException">The packet is too short.</exception>
    public ReadOnlySpan<byte> Take(int count)
    {
        if (count > _rest.Length)
            throw new InvalidDataException("The packet is too short.");
        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }

    private int Length() => Int1() switch
    {
        0xFC => BinaryPrimitives.ReadUInt16LittleEndian(Take(2)),
        0xFD => Int1() | (BinaryPrimitives.ReadUInt16LittleEndian(Take(2)) << 8),
        > 250 => throw new InvalidDataException("A length in the packet is not valid."),
        var one => one,
    };
}
