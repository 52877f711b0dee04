namespace Obshell.Client.Encryption;

/// <summary>Chooses the RSA implementation: the platform's when it accepts the key, otherwise BouncyCastle's.</summary>
internal static class RsaBlocks
{
    public static IRsaBlock Import(byte[] pkcs1)
    {
        // The platform is faster: 12 ms for the first use and 9 microseconds for a block. BouncyCastle needs 68 to 97 ms and 80
        // microseconds. A hardened OpenSSL or FIPS refuses the 512-bit keys of agents before 4.4.2. In this case the client uses
        // BouncyCastle. Windows accepts such keys, so Windows PowerShell does not need BouncyCastle (5 MB).
        if (PlatformRsaBlock.TryImport(pkcs1) is { } platform)
        {
            return platform;
        }

#if NETFRAMEWORK
        throw new System.FormatException(EncryptionTexts.KeyRefused);
#else
        return BouncyCastleRsaBlock.Import(pkcs1);
#endif
    }
}
