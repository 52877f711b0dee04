using System.Security.Cryptography;
#if NETFRAMEWORK
using Obshell.Client.Secrets;
#endif

namespace Obshell.Client.Encryption;

/// <summary>RSA of the operating system.</summary>
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

    /// <returns>Null when this platform refuses the size or the form of the key.</returns>
    public static PlatformRsaBlock? TryImport(byte[] pkcs1)
    {
        var rsa = RSA.Create();
        try
        {
#if NETFRAMEWORK
            rsa.ImportParameters(Pkcs1PublicKey.Read(pkcs1));
            int read = pkcs1.Length;
#else
            rsa.ImportRSAPublicKey(pkcs1, out int read);
#endif
            if (read == pkcs1.Length)
            {
                // Some platforms import a short key and refuse it at the first use. So the key is used once here. Otherwise the error would
                // come during a restore.
                _ = rsa.Encrypt(new byte[1], RSAEncryptionPadding.Pkcs1);
                return new PlatformRsaBlock(rsa);
            }
        }
        catch (Exception e) when (e is CryptographicException or FormatException)
        {
        }

        rsa.Dispose();
        return null;
    }

    /// <summary>Whether the exponent is odd and at least 3.</summary>
    private static bool IsSound(byte[] exponent)
    {
        int last = exponent.Length - 1;
        bool isOdd = last >= 0 && (exponent[last] & 1) == 1;
        return isOdd && (exponent[last] > 1 || Array.FindIndex(exponent, b => b != 0) < last);
    }

    public void Encrypt(byte[] plain, int offset, int size, byte[] cipher, int cipherOffset)
    {
#if NETFRAMEWORK
        byte[] part = PlainArray.Create<byte>(size);
        Buffer.BlockCopy(plain, offset, part, 0, size);
        byte[] block;
        try
        {
            block = rsa.Encrypt(part, RSAEncryptionPadding.Pkcs1);
        }
        finally
        {
            PlainArray.Clear(part);
        }

        int written = block.Length;
        Buffer.BlockCopy(block, 0, cipher, cipherOffset, Math.Min(written, BlockBytes));
#else
        int written = rsa.Encrypt(plain.AsSpan(offset, size), cipher.AsSpan(cipherOffset, BlockBytes), RSAEncryptionPadding.Pkcs1);
#endif
        if (written != BlockBytes)
        {
            throw new CryptographicException(EncryptionTexts.FormatBlockLength(written, BlockBytes));
        }
    }
}
