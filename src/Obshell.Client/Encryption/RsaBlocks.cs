namespace Obshell.Client.Encryption;

/// <summary>Chooses whose RSA to use: the platform's where it takes the key, BouncyCastle's elsewhere.</summary>
internal static class RsaBlocks
{
    public static IRsaBlock Import(byte[] pkcs1)
    {
        // First use 12 ms against BouncyCastle's 68 to 97, 9 microseconds a block against 80.
        // A hardened OpenSSL or FIPS refuses the 512-bit keys of agents before 4.4.2: then BouncyCastle serves, on .NET. Windows
        // PowerShell does without its 5 MB: Windows takes such keys.
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
