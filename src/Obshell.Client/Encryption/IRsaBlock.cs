namespace Obshell.Client.Encryption;

/// <summary>Encrypts one block with RSA PKCS#1 v1.5.</summary>
internal interface IRsaBlock
{
    /// <summary>Length of the modulus in bytes; each ciphertext block has the same length.</summary>
    int BlockBytes { get; }

    /// <summary>Whether the public exponent is odd and greater than 1. With the exponent 1, the text would not be encrypted.</summary>
    bool HasSoundExponent { get; }

    /// <summary>Encrypts <paramref name="size"/> bytes of <paramref name="plain"/> into exactly one block of <paramref name="cipher"/>.</summary>
    void Encrypt(byte[] plain, int offset, int size, byte[] cipher, int cipherOffset);
}
