namespace Obshell.Client.Encryption;

/// <summary>
/// An agent's RSA public key and its block arithmetic (PROTOCOL 2.2, 2.3). The plaintext is cut into blocks of at most <see
/// cref="MaxPlainBlock"/> bytes, and each becomes <see cref="BlockBytes"/> bytes of ciphertext.
/// </summary>
internal sealed class AgentKey
{
    /// <summary>PKCS#1 v1.5 encryption padding takes 11 bytes of each block.</summary>
    private const int PaddingBytes = 11;

    /// <summary>
    /// Agents make 512 and 1024 bits (PROTOCOL 2.2). Keys with fewer bits protect nothing, and 16384 bits are the maximum for OpenSSL.
    /// </summary>
    private const int MinBits = 512;
    private const int MaxBits = 16384;

    /// <summary>DER adds its lengths and the exponent to the modulus.</summary>
    private const int MaxDer = (MaxBits / 8) + 64;

    private readonly IRsaBlock rsa;

    private AgentKey(IRsaBlock rsa, string text, PublicKeyFingerprint fingerprint)
    {
        this.rsa = rsa;
        Text = text;
        Fingerprint = fingerprint;
    }

    /// <summary>The base64 text from the agent. It identifies the key.</summary>
    public string Text { get; }

    public PublicKeyFingerprint Fingerprint { get; }

    public int BlockBytes => rsa.BlockBytes;

    public int KeyBits => rsa.BlockBytes * 8;

    public int MaxPlainBlock => PlainBlockOf(KeyBits);

    /// <summary>Reads base64 of a PKCS#1 DER <c>RSAPublicKey</c>, the form of <c>GET /api/v1/secret</c>.</summary>
    /// <exception cref="FormatException">The text is not base64 or not such a key, the key has a size that no agent makes, or anyone can read its ciphertext.</exception>
    public static AgentKey Parse(string publicKey) => Parse(publicKey, RsaBlocks.Import);

    /// <summary>Does the same as <see cref="Parse(string)"/> with the given cryptography: tests prove that both give the same result.</summary>
    internal static AgentKey Parse(string publicKey, Func<byte[], IRsaBlock> import)
    {
        // The length is checked before any arithmetic: a key of megabytes would keep the processor busy for hours.
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

        // With the exponent 1 nothing is encrypted; an RSA key never has an even exponent.
        if (!rsa.HasSoundExponent)
        {
            throw new FormatException(EncryptionTexts.ExponentNotValid);
        }

        return new AgentKey(rsa, publicKey, PublicKeyFingerprint.Of(der));
    }

    /// <summary>How many bytes fit into a block.</summary>
    public static int PlainBlockOf(int keyBits) => (keyBits / 8) - PaddingBytes;

    /// <summary>How many RSA blocks the agent must decrypt for a plaintext of this length. An empty one needs one block.</summary>
    public int CountBlocks(int plainBytes) => Math.Max(1, (plainBytes + MaxPlainBlock - 1) / MaxPlainBlock);

    /// <summary>
    /// Encrypts with as few blocks as the key allows, because each costs the agent a private-key operation. Blocks may be shorter, so the
    /// text can be cut at any place: the end of the text is in one block, as far as a block can hold it.
    /// </summary>
    /// <param name="plain">The buffer that begins with the text.</param>
    /// <param name="length">Bytes of the text.</param>
    /// <param name="together">How many bytes at the end of the text must be in one block.</param>
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
