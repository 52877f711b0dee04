using System.Globalization;
using System.Security.Cryptography;

namespace Obshell.Client.Encryption;

/// <summary>
/// The fingerprint of an agent's public key: the SHA-256 of exactly the bytes that the agent sends, PKCS#1 DER (PROTOCOL 2.2). It is
/// written as in OpenSSH: <c>SHA256:</c> and base64 without padding. It can also be read from hexadecimal, as sha256sum and openssl write
/// it.
/// </summary>
internal sealed class PublicKeyFingerprint : IEquatable<PublicKeyFingerprint>
{
    private const string Prefix = "SHA256:";
    private const int Bytes = 32;

    private readonly string text;

    private PublicKeyFingerprint(byte[] hash) => text = Prefix + Convert.ToBase64String(hash).TrimEnd('=');

    public static PublicKeyFingerprint Of(byte[] der)
    {
#if NETFRAMEWORK
        // The managed SHA-256 of .NET Framework throws an exception when FIPS is required.
        using var sha = new SHA256Cng();
        return new(sha.ComputeHash(der));
#else
        return new(SHA256.HashData(der));
#endif
    }

    /// <returns>Null when the text is not a SHA-256 in one of the two forms.</returns>
    public static PublicKeyFingerprint? TryParse(string? text)
    {
        string rest = (text ?? "").Trim();
        if (rest.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            rest = rest.Substring(Prefix.Length);
        }

        return (FromHex(rest) ?? FromBase64(rest)) is { } hash ? new PublicKeyFingerprint(hash) : null;
    }

    public bool Equals(PublicKeyFingerprint? other) => other is not null && string.Equals(text, other.text, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as PublicKeyFingerprint);

    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(text);

    public override string ToString() => text;

    private static byte[]? FromHex(string text)
    {
        bool colons = text.Length == (Bytes * 3) - 1;
        if (!colons && text.Length != Bytes * 2)
        {
            return null;
        }

        byte[] hash = new byte[Bytes];
        int step = colons ? 3 : 2;
        for (int i = 0; i < Bytes; i++)
        {
            if ((colons && i > 0 && text[(i * step) - 1] != ':')
                || !byte.TryParse(text.Substring(i * step, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out hash[i]))
            {
                return null;
            }
        }

        return hash;
    }

    private static byte[]? FromBase64(string text)
    {
        try
        {
            byte[] hash = Convert.FromBase64String(text.TrimEnd('=') + "=");

            // The decoded hash, encoded as base64 again, must be the same text. Otherwise two texts could mean the same key.
            return hash.Length == Bytes && Convert.ToBase64String(hash).TrimEnd('=') == text.TrimEnd('=') ? hash : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
