using System;

namespace Obshell.Client.Security;

/// <summary>
/// An agent's RSA public key and the block arithmetic that goes with it (PROTOCOL 2.2, 2.3): the plaintext is cut into
/// blocks of at most <see cref="MaxPlainBlock"/> bytes, each becomes <see cref="BlockBytes"/> bytes of ciphertext.
/// </summary>
internal sealed class AgentKey
{
    /// <summary>PKCS#1 v1.5 encryption padding takes 11 bytes of each block.</summary>
    private const int PaddingBytes = 11;

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

    public int MaxPlainBlock => rsa.BlockBytes - PaddingBytes;

    /// <summary>Reads base64 of PKCS#1 DER <c>RSAPublicKey</c> as <c>GET /api/v1/secret</c> gives it.</summary>
    /// <exception cref="FormatException">Not base64, not such a key, or too small to encrypt anything.</exception>
    public static AgentKey Parse(string publicKey) => Parse(publicKey, RsaBlocks.Import);

    /// <summary>As <see cref="Parse(string)"/>, with a chosen cryptography: tests prove both equal.</summary>
    internal static AgentKey Parse(string publicKey, Func<byte[], IRsaBlock> import)
    {
        byte[] der = Convert.FromBase64String(publicKey);
        IRsaBlock rsa = import(der);
        if (rsa.BlockBytes <= PaddingBytes)
        {
            throw new FormatException($"The key has only {rsa.BlockBytes * 8} bits.");
        }

        return new AgentKey(rsa, publicKey, PublicKeyFingerprint.Of(der));
    }

    /// <summary>How many RSA blocks a plaintext of this length costs the agent. An empty one costs one.</summary>
    public int CountBlocks(int plainBytes) => Math.Max(1, (plainBytes + MaxPlainBlock - 1) / MaxPlainBlock);

    /// <summary>Encrypts with as few blocks as the key allows: each costs the agent a private-key operation.</summary>
    public byte[] Encrypt(byte[] plain, int length)
    {
        int blocks = CountBlocks(length);
        byte[] cipher = new byte[blocks * BlockBytes];
        for (int i = 0; i < blocks; i++)
        {
            int offset = i * MaxPlainBlock;
            int size = Math.Min(MaxPlainBlock, length - offset);
            rsa.Encrypt(plain, offset, size, cipher, i * BlockBytes);
        }

        return cipher;
    }
}
