namespace Obshell.Client.Secrets;

/// <summary>
/// Arrays for secrets in plain text. When the garbage collector moves an array, it leaves a copy that cannot be cleared. On .NET, the
/// garbage collector never moves these arrays. .NET Framework has no such arrays.
/// </summary>
internal static class PlainArray
{
    public static T[] Create<T>(int length)
        where T : unmanaged =>
#if NETFRAMEWORK
        new T[length];
#else
        GC.AllocateArray<T>(length, pinned: true);
#endif

    public static void Clear(byte[]? bytes)
    {
        if (bytes is not null)
        {
            Array.Clear(bytes, 0, bytes.Length);
        }
    }

    public static void Clear(char[]? chars)
    {
        if (chars is not null)
        {
            Array.Clear(chars, 0, chars.Length);
        }
    }
}
