#if !NETFRAMEWORK
using System;
using System.Security.Cryptography;

namespace Obshell.Client.Security;

/// <summary>RSA of the operating system. .NET Framework cannot import PKCS#1, so it exists on .NET only.</summary>
internal sealed class PlatformRsaBlock : IRsaBlock
{
    private readonly RSA rsa;

    private PlatformRsaBlock(RSA rsa)
    {
        this.rsa = rsa;
        BlockBytes = (rsa.KeySize + 7) / 8;
        HasSoundExponent = IsSound(rsa.ExportParameters(includePrivateParameters: false).Exponent!);
    }

    public bool HasSoundExponent { get; }

    public int BlockBytes { get; }

    /// <returns>Null when this platform refuses the key (its size, or its form).</returns>
    public static PlatformRsaBlock? TryImport(byte[] pkcs1)
    {
        var rsa = RSA.Create();
        try
        {
            rsa.ImportRSAPublicKey(pkcs1, out int read);
            if (read == pkcs1.Length)
            {
                // Some platforms import a short key and refuse it at first use: ask now, not in mid-restore.
                _ = rsa.Encrypt([0], RSAEncryptionPadding.Pkcs1);
                return new PlatformRsaBlock(rsa);
            }
        }
        catch (CryptographicException)
        {
            // Falls through to the answer "not here".
        }

        rsa.Dispose();
        return null;
    }

    /// <summary>Odd and at least 3.</summary>
    private static bool IsSound(byte[] exponent)
    {
        bool isOdd = exponent.Length > 0 && (exponent[^1] & 1) == 1;
        bool isMoreThanOne = Array.Exists(exponent[..^1], b => b != 0) || exponent[^1] > 1;
        return isOdd && isMoreThanOne;
    }

    public void Encrypt(byte[] plain, int offset, int size, byte[] cipher, int cipherOffset)
    {
        int written = rsa.Encrypt(plain.AsSpan(offset, size), cipher.AsSpan(cipherOffset, BlockBytes), RSAEncryptionPadding.Pkcs1);
        if (written != BlockBytes)
        {
            throw new CryptographicException($"RSA wrote {written} bytes instead of {BlockBytes}.");
        }
    }
}
#endif
