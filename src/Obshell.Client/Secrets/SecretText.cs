using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Obshell.Client.Secrets;

/// <summary>
/// Converts between <see cref="SecureString"/> and the bytes that are sent. The caller clears the arrays with plain text. No method here
/// makes a string from a secret, because a string cannot be cleared.
/// </summary>
public static class SecretText
{
    /// <summary>Returns the text as a secret. The text itself cannot be cleared.</summary>
    public static SecureString Protect(string text)
    {
        var secret = new SecureString();
        foreach (char c in text)
        {
            secret.AppendChar(c);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>The characters of the secret; the caller clears the array.</summary>
    public static char[] ToChars(SecureString secret)
    {
        char[] chars = PlainArray.Create<char>(secret.Length);
        IntPtr memory = Marshal.SecureStringToGlobalAllocUnicode(secret);
        try
        {
            Marshal.Copy(memory, chars, 0, chars.Length);
        }
        finally
        {
            Marshal.ZeroFreeGlobalAllocUnicode(memory);
        }

        return chars;
    }

    /// <summary>Whether the secret ends in a line break. Text files end in this way, passwords do not.</summary>
    public static bool EndsInLineBreak(SecureString? secret)
    {
        if (secret is not { Length: > 0 })
        {
            return false;
        }

        char[] chars = ToChars(secret);
        bool ends = chars[chars.Length - 1] is '\n' or '\r';
        PlainArray.Clear(chars);
        return ends;
    }

    /// <summary>The secret as UTF-8; the caller clears the array.</summary>
    internal static byte[] ToUtf8(SecureString secret)
    {
        char[] chars = ToChars(secret);
        try
        {
            byte[] utf8 = PlainArray.Create<byte>(Encoding.UTF8.GetByteCount(chars));
            Encoding.UTF8.GetBytes(chars, 0, chars.Length, utf8, 0);
            return utf8;
        }
        finally
        {
            PlainArray.Clear(chars);
        }
    }

    internal static bool AreEqual(SecureString left, SecureString right)
    {
        char[] a = ToChars(left);
        char[] b = ToChars(right);
        try
        {
            return a.AsSpan().SequenceEqual(b);
        }
        finally
        {
            PlainArray.Clear(a);
            PlainArray.Clear(b);
        }
    }
}
