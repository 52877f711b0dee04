using Obshell.Client.Shown;

namespace ObshellPS.Output;

/// <summary>Bytes for people: powers of 1024, as the database writes them.</summary>
internal static class ByteText
{
    public static string Of(long bytes) => Amounts.OfBytes(bytes);
}
