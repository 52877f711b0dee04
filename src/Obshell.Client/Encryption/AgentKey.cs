namespace Obshell.Client.Encryption;

/// <summary>
/// An agent's RSA public key and the block arithmetic that goes with it (PROTOCOL 2.2, 2.3): the plaintext is cut into
/// blocks of at most <see cref="MaxPlainBlock"/> bytes, each becomes <see cref="BlockBytes"/> bytes of ciphertext.
/// </summary>
internal sealed class AgentKey
{
    /// <summary>PKCS#1 v1.5 encryption padding takes 11 bytes of each block.</summary>
    private const int PaddingBytes = 11;

    /// <summary>Agents make 512 and 1024 bits (PROTOCOL 2.2). Fewer protect nothing, and 16384 are the maximum for OpenSSL.</summary>
    private const int MinBits = 512;
    private const int MaxBits = 16384;

    /// <summary>DER adds to the modulus its own lengths and an exponent.</summary>
    private const int MaxDer = (MaxBits / 8) + 64;

    private readonly IRsaBlock rsa;

    private AgentKey(IRsaBlock rsa, string text, PublicKeyFingerprint fingerprint)
    {
        this.rsa = rsa;
        Text = text;
        Fingerprint = fingerprint;
    }

    /// <summary>The base64 text the agent gave: the key's identity.</summary>
    public string Text { get; }

    public PublicKeyFingerprint Fingerprint { get; }

    public int BlockBytes => rsa.BlockBytes;

    public int KeyBits => rsa.BlockBytes * 8;

    public int MaxPlainBlock => PlainBlockOf(KeyBits);

    /// <summary>Reads base64 of PKCS#1 DER <c>RSAPublicKey</c> as <c>GET /api/v1/secret</c> gives it.</summary>
    /// <exception cref="FormatException">Not base64, not such a key, of a size that no agent makes, or one whose ciphertext anyone can read.</exception>
    public static AgentKey Parse(string publicKey) => Parse(publicKey, RsaBlocks.Import);

    /// <summary>As <see cref="Parse(string)"/>, with a chosen cryptography: tests prove both equal.</summary>
    internal static AgentKey Parse(string publicKey, Func<byte[], IRsaBlock> import)
    {
        // Looked at before any arithmetic: a key of megabytes would keep the processor busy for hours.
        if (publicKey.Length > MaxDer * 2)
        {
            throw new FormatException(EncryptionTexts.FormatKeyTooLong(MaxBits));
        }

        byte[] der = Convert.FromBase64String(publicKey);
        if (der.Length > MaxDer)
        {
            throw new FormatException(EncryptionTexts.FormatKeyTooLong(MaxBits));
        }

        IRsaBlock rsa = import(der);
        int bits = rsa.BlockBytes * 8;
        if (bits is < MinBits or > MaxBits)
        {
            throw new FormatException(EncryptionTexts.FormatKeySize(bits, MinBits, MaxBits));
        }

        // With the exponent 1 nothing is encrypted at all; an even one belongs to no RSA key.
        if (!rsa.HasSoundExponent)
        {
            throw new FormatException(EncryptionTexts.ExponentNotValid);
        }

        return new AgentKey(rsa, publicKey, PublicKeyFingerprint.Of(der));
    }

    /// <summary>How many bytes a block takes.</summary>
    public static int PlainBlockOf(int keyBits) => (keyBits / 8) - PaddingBytes;

    /// <summary>How many RSA blocks a plaintext of this length costs the agent. An empty one costs one.</summary>
    public int CountBlocks(int plainBytes) => Math.Max(1, (plainBytes + MaxPlainBlock - 1) / MaxPlainBlock);

    /// <summary>
    /// Encrypts with as few blocks as the key allows: each costs the agent a private-key operation. Where they are cut is free,
    /// shorter blocks are legal: the end of the text is in one block, as far as a block can hold it.
    /// </summary>
    /// <param name="plain">The text, and perhaps more.</param>
    /// <param name="length">Bytes of the text.</param>
    /// <param name="together">So many bytes at its end belong into one block.</param>
    public byte[] Encrypt(byte[] plain, int length, int together)
    {
        int blocks = CountBlocks(length);
        int last = Math.Min(MaxPlainBlock, Math.Max(together, length - ((blocks - 1) * MaxPlainBlock)));
        byte[] cipher = new byte[blocks * BlockBytes];
        for (int i = 0; i < blocks; i++)
        {
            int offset = i < blocks - 1 ? i * MaxPlainBlock : length - last;
            int size = i < blocks - 1 ? Math.Min(MaxPlainBlock, length - last - offset) : last;
            rsa.Encrypt(plain, offset, size, cipher, i * BlockBytes);
        }

        return cipher;
    }
}
