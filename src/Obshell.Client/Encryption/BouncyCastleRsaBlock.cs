#if !NETFRAMEWORK
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;

namespace Obshell.Client.Encryption;

/// <summary>
/// RSA of BouncyCastle, for platforms that refuse the short key of an agent, such as a hardened OpenSSL. Windows accepts short keys.
/// </summary>
internal sealed class BouncyCastleRsaBlock : IRsaBlock
{
    private readonly RsaKeyParameters key;

    private BouncyCastleRsaBlock(RsaKeyParameters key)
    {
        this.key = key;
        BlockBytes = (key.Modulus.BitLength + 7) / 8;
    }

    public int BlockBytes { get; }

    public bool HasSoundExponent => key.Exponent.TestBit(0) && key.Exponent.CompareTo(BigInteger.One) > 0;

    /// <exception cref="FormatException">The bytes are not a PKCS#1 <c>RSAPublicKey</c>, or BouncyCastle does not accept the key.</exception>
    public static BouncyCastleRsaBlock Import(byte[] pkcs1)
    {
        try
        {
            var structure = RsaPublicKeyStructure.GetInstance(pkcs1);
            BigInteger modulus = structure.Modulus;
            return new BouncyCastleRsaBlock(new RsaKeyParameters(false, modulus, structure.PublicExponent));
        }
        catch (Exception e) when (e is ArgumentException or InvalidCastException or System.IO.IOException or InvalidOperationException)
        {
            throw new FormatException(EncryptionTexts.FormatKeyNotPkcs1Because(e.Message), e);
        }
    }

    public void Encrypt(byte[] plain, int offset, int size, byte[] cipher, int cipherOffset)
    {
        // A BouncyCastle engine keeps state between calls. With a new engine for each block, this type is thread-safe.
        IAsymmetricBlockCipher engine = new Pkcs1Encoding(new RsaEngine());
        engine.Init(true, key);
        byte[] block = engine.ProcessBlock(plain, offset, size);
        if (block.Length != BlockBytes)
        {
            throw new InvalidOperationException(EncryptionTexts.FormatBlockLength(block.Length, BlockBytes));
        }

        Buffer.BlockCopy(block, 0, cipher, cipherOffset, block.Length);
    }
}
#endif
