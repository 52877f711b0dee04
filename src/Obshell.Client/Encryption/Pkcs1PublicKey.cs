using System.Security.Cryptography;

namespace Obshell.Client.Encryption;

/// <summary>
/// Reads the two integers of a PKCS#1 <c>RSAPublicKey</c> in DER (PROTOCOL 2.2), because the RSA class of .NET Framework accepts only
/// separate integers. The code is compiled for both .NET editions, so the tests of each edition check it.
/// </summary>
internal static class Pkcs1PublicKey
{
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;

    /// <exception cref="FormatException">The bytes are not a PKCS#1 key, or other data follows the key.</exception>
    public static RSAParameters Read(byte[] der)
    {
        int at = 0;
        int end = ReadHeader(der, Sequence, ref at, der.Length);
        if (end != der.Length)
        {
            throw new FormatException(EncryptionTexts.KeyFollowed);
        }

        byte[] modulus = ReadInteger(der, ref at, end);
        byte[] exponent = ReadInteger(der, ref at, end);
        return at == end ? new RSAParameters { Modulus = modulus, Exponent = exponent } : throw new FormatException(EncryptionTexts.KeyFollowed);
    }

    /// <summary>Reads an integer, big-endian. The zero that DER writes before some positive integers is left out.</summary>
    private static byte[] ReadInteger(byte[] der, ref int at, int limit)
    {
        int end = ReadHeader(der, Integer, ref at, limit);
        if (at == end || der[at] > 0x7F)
        {
            throw new FormatException(EncryptionTexts.IntegerNegative);
        }

        while (at < end && der[at] == 0)
        {
            at++;
        }

        if (at == end)
        {
            throw new FormatException(EncryptionTexts.IntegerZero);
        }

        byte[] bytes = new byte[end - at];
        Buffer.BlockCopy(der, at, bytes, 0, bytes.Length);
        at = end;
        return bytes;
    }

    /// <returns>The position after the content. <paramref name="at"/> is set to the beginning of the content.</returns>
    private static int ReadHeader(byte[] der, byte tag, ref int at, int limit)
    {
        if (limit - at < 2 || der[at] != tag)
        {
            throw new FormatException(EncryptionTexts.KeyNotPkcs1);
        }

        int length = der[at + 1];
        at += 2;
        if (length > 0x7F)
        {
            int digits = length & 0x7F;
            if (digits is 0 or > 3 || limit - at < digits)
            {
                throw new FormatException(EncryptionTexts.KeyLengthNotValid);
            }

            length = 0;
            for (int i = 0; i < digits; i++)
            {
                length = (length << 8) | der[at++];
            }
        }

        return length <= limit - at ? at + length : throw new FormatException(EncryptionTexts.KeyIncomplete);
    }
}
