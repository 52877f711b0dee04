using System;
using System.Runtime.InteropServices;
using System.Security;
using System.Text;

namespace Obshell.Client.Security;

/// <summary>
/// Crossings between <see cref="SecureString"/> and the bytes that the wire needs. Plain copies live in arrays that the
/// caller clears; only <see cref="Reveal"/> makes a string, for the few places that cannot do without.
/// </summary>
internal static class SecretText
{
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
        char[] chars = new char[secret.Length];
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

    /// <summary>The secret as UTF-8; the caller clears the array.</summary>
    public static byte[] ToUtf8(SecureString secret)
    {
        char[] chars = ToChars(secret);
        try
        {
            return Encoding.UTF8.GetBytes(chars);
        }
        finally
        {
            Array.Clear(chars, 0, chars.Length);
        }
    }

    public static string Reveal(SecureString secret)
    {
        char[] chars = ToChars(secret);
        try
        {
            return new string(chars);
        }
        finally
        {
            Array.Clear(chars, 0, chars.Length);
        }
    }
}
