using System.Security;

namespace Obshell.Client.Secrets;

/// <summary>
/// Writes secrets as JSON text. A JSON writer is not used, because it escapes text in pooled arrays, and the secret would stay in them.
/// </summary>
internal static class JsonText
{
    /// <summary>The maximum length of one escaped byte: a six-character escape.</summary>
    public const int MaxEscape = 6;

    /// <summary>The number of bytes that <see cref="Escape"/> writes for these bytes.</summary>
    public static int EscapedLength(byte[] utf8)
    {
        int length = 0;
        foreach (byte b in utf8)
        {
            length += b is (byte)'"' or (byte)'\\' ? 2 : b < 0x20 ? MaxEscape : 1;
        }

        return length;
    }

    /// <summary>Escapes UTF-8. JSON requires escapes only for quote, backslash and control characters; all other bytes stay unchanged.</summary>
    /// <returns>The number of bytes that were written to <paramref name="target"/>, beginning at <paramref name="at"/>.</returns>
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

    /// <summary>Passes the secret to a method as a JSON string with its quotes, and clears it afterwards.</summary>
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
