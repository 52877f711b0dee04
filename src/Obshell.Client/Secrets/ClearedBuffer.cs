using System.Buffers;

namespace Obshell.Client.Secrets;

/// <summary>A growing byte buffer for JSON that contains secrets. It clears every array that it no longer uses.</summary>
internal sealed class ClearedBuffer : IBufferWriter<byte>, IDisposable
{
    private byte[] bytes = PlainArray.Create<byte>(1024);
    private int length;

    public void Advance(int count) => length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsMemory(length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return bytes.AsSpan(length);
    }

    /// <summary>The written bytes in a new array that the caller clears.</summary>
    public byte[] ToArray()
    {
        byte[] copy = PlainArray.Create<byte>(length);
        Buffer.BlockCopy(bytes, 0, copy, 0, length);
        return copy;
    }

    public void Dispose() => PlainArray.Clear(bytes);

    private void Reserve(int more)
    {
        if (bytes.Length - length >= Math.Max(more, 1))
        {
            return;
        }

        byte[] larger = PlainArray.Create<byte>(Math.Max(bytes.Length * 2, length + Math.Max(more, 1)));
        Buffer.BlockCopy(bytes, 0, larger, 0, length);
        PlainArray.Clear(bytes);
        bytes = larger;
    }
}
