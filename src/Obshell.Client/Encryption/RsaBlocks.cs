namespace Obshell.Client.Encryption;

/// <summary>Chooses the RSA implementation: the platform's where it accepts the key, otherwise BouncyCastle's.</summary>
internal static class RsaBlocks
{
    public static IRsaBlock Import(byte[] pkcs1)
    {
        // The platform's first use takes 12 ms and BouncyCastle's 68 to 97 ms; a block takes 9 microseconds and 80. A hardened OpenSSL or
        // FIPS refuses the 512-bit keys of agents before 4.4.2: then .NET uses BouncyCastle. Windows PowerShell does not need its 5 MB,
        // because Windows accepts such keys.
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
