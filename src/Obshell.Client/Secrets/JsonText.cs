using System.Security;

namespace Obshell.Client.Secrets;

/// <summary>
/// Secrets as JSON text, escaped by hand: a JSON writer that has to escape does so in pooled arrays of its own, and leaves
/// the secret in them.
/// </summary>
internal static class JsonText
{
    /// <summary>The longest that one byte becomes: a six-character escape.</summary>
    public const int MaxEscape = 6;

    /// <summary>How many bytes <see cref="Escape"/> makes of these.</summary>
    public static int EscapedLength(byte[] utf8)
    {
        int length = 0;
        foreach (byte b in utf8)
        {
            length += b is (byte)'"' or (byte)'\\' ? 2 : b < 0x20 ? MaxEscape : 1;
        }

        return length;
    }

    /// <summary>UTF-8 goes through as it is; JSON demands escapes only for quote, backslash and control characters.</summary>
    /// <returns>How many bytes were written to <paramref name="target"/> from <paramref name="at"/> on.</returns>
    public static int Escape(byte[] utf8, byte[] target, int at)
    {
        int start = at;
        foreach (byte b in utf8)
        {
            if (b is (byte)'"' or (byte)'\\')
            {
                target[at++] = (byte)'\\';
                target[at++] = b;
            }
            else if (b < 0x20)
            {
                target[at++] = (byte)'\\';
                target[at++] = (byte)'u';
                target[at++] = (byte)'0';
                target[at++] = (byte)'0';
                target[at++] = Hex(b >> 4);
                target[at++] = Hex(b & 0xF);
            }
            else
            {
                target[at++] = b;
            }
        }

        return at - start;
    }

    /// <summary>Hands over the secret as a JSON string with its quotes, and wipes it afterwards.</summary>
    public static void Use(SecureString secret, Action<byte[], int> use)
    {
        byte[] utf8 = SecretText.ToUtf8(secret);
        byte[] literal = PlainArray.Create<byte>(2 + (MaxEscape * utf8.Length));
        try
        {
            literal[0] = (byte)'"';
            int length = 1 + Escape(utf8, literal, 1);
            literal[length++] = (byte)'"';
            use(literal, length);
        }
        finally
        {
            PlainArray.Clear(utf8);
            PlainArray.Clear(literal);
        }
    }

    private static byte Hex(int digit) => (byte)(digit < 10 ? '0' + digit : 'a' + digit - 10);
}
