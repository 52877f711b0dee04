namespace Obshell.Client.Encryption;

/// <summary>
/// An agent's RSA public key, and the encryption with it (PROTOCOL 2.2, 2.3). The plaintext is cut into blocks of at most
/// <see cref="MaxPlainBlock"/> bytes. Each block becomes <see cref="BlockBytes"/> bytes of ciphertext.
/// </summary>
internal sealed class AgentKey
{
    /// <summary>PKCS#1 v1.5 encryption padding needs 11 bytes of each block.</summary>
    private const int PaddingBytes = 11;

    /// <summary>
    /// Agents make keys of 512 and 1024 bits (PROTOCOL 2.2). Shorter keys give no protection. The maximum of OpenSSL is 16384 bits.
    /// </summary>
    private const int MinBits = 512;
    private const int MaxBits = 16384;

    /// <summary>The maximum length of a key in DER: the modulus, and 64 bytes for the exponent and the lengths.</summary>
    private const int MaxDer = (MaxBits / 8) + 64;

    private readonly IRsaBlock rsa;

    private AgentKey(IRsaBlock rsa, string text, PublicKeyFingerprint fingerprint)
    {
        this.rsa = rsa;
        Text = text;
        Fingerprint = fingerprint;
    }

    /// <summary>The key in base64, as the agent sends it. Equal texts mean equal keys.</summary>
    public string Text { get; }

    public PublicKeyFingerprint Fingerprint { get; }

    public int BlockBytes => rsa.BlockBytes;

    public int KeyBits => rsa.BlockBytes * 8;

    public int MaxPlainBlock => PlainBlockOf(KeyBits);

    /// <summary>Reads a PKCS#1 <c>RSAPublicKey</c> in DER and base64, as <c>GET /api/v1/secret</c> returns it.</summary>
    /// <exception cref="FormatException">
    /// The text is not such a key, the size of the key is not valid, or its exponent encrypts nothing.
    /// </exception>
    public static AgentKey Parse(string publicKey) => Parse(publicKey, RsaBlocks.Import);

    /// <summary>
    /// Does the same as <see cref="Parse(string)"/> with the given RSA implementation, so that tests can compare the implementations.
    /// </summary>
    internal static AgentKey Parse(string publicKey, Func<byte[], IRsaBlock> import)
    {
        // The length is checked first: a calculation with a key of megabytes would take hours.
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

        // With the exponent 1, nothing is encrypted; an RSA key never has an even exponent.
        if (!rsa.HasSoundExponent)
        {
            throw new FormatException(EncryptionTexts.ExponentNotValid);
        }

        return new AgentKey(rsa, publicKey, PublicKeyFingerprint.Of(der));
    }

    /// <summary>How many bytes fit into a block.</summary>
    public static int PlainBlockOf(int keyBits) => (keyBits / 8) - PaddingBytes;

    /// <summary>How many RSA blocks the agent must decrypt for a plaintext of this length. An empty plaintext needs one block.</summary>
    public int CountBlocks(int plainBytes) => Math.Max(1, (plainBytes + MaxPlainBlock - 1) / MaxPlainBlock);

    /// <summary>
    /// Encrypts with as few blocks as possible, because the agent needs a private-key operation for each block. A block may be shorter than
    /// the maximum. So the last <paramref name="together"/> bytes are put into one block if they fit.
    /// </summary>
    /// <param name="plain">The buffer; the text is at its beginning.</param>
    /// <param name="length">Number of bytes of the text.</param>
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
