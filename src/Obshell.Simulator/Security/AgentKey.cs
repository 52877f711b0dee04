using System.Collections.Concurrent;
using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto;
using Org.BouncyCastle.Crypto.Encodings;
using Org.BouncyCastle.Crypto.Engines;
using Org.BouncyCastle.Crypto.Generators;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math;
using Org.BouncyCastle.Security;

namespace Obshell.Simulator;

/// <summary>An agent's RSA key pair (PROTOCOL 2.2, 2.3). It uses BouncyCastle, so that it shares no cryptography with the client.</summary>
internal sealed class AgentKey
{
    private const int MostKnown = 1000;

    /// <summary>
    /// Keys of stopped agents, by size. New agents use them again, because making a key is the slowest part of a cluster's start.
    /// </summary>
    private static readonly ConcurrentDictionary<int, ConcurrentBag<AgentKey>> _spare = new();

    private readonly AsymmetricCipherKeyPair _pair;
    private readonly ConcurrentDictionary<string, byte[]?> _known = new();

    private AgentKey(AsymmetricCipherKeyPair pair, int bits)
    {
        _pair = pair;
        Bits = bits;
        var parameters = (RsaKeyParameters)pair.Public;
        PublicKey = Convert.ToBase64String(new RsaPublicKeyStructure(parameters.Modulus, parameters.Exponent).GetDerEncoded());
    }

    public int Bits { get; }

    /// <summary>The public key: standard Base64 of the PKCS#1 DER structure RSAPublicKey.</summary>
    public string PublicKey { get; }

    /// <summary>Returns a key that no other agent of this process is using.</summary>
    public static AgentKey Create(int bits)
    {
        if (_spare.TryGetValue(bits, out var spare) && spare.TryTake(out var used))
            return used;

        return new AgentKey(PlatformPair(bits) ?? OwnPair(bits), bits);
    }

    /// <summary>
    /// Makes a key with .NET's RSA, which is ten times faster. Null if .NET cannot make the key: small keys are not supported everywhere,
    /// and Wine has no RSA.
    /// </summary>
    private static AsymmetricCipherKeyPair? PlatformPair(int bits)
    {
        if (bits < 1024)
            return null;

        try
        {
            using var rsa = RSA.Create(bits);
            return DotNetUtilities.GetRsaKeyPair(rsa);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static AsymmetricCipherKeyPair OwnPair(int bits)
    {
        var generator = new RsaKeyPairGenerator();
        generator.Init(new RsaKeyGenerationParameters(BigInteger.ValueOf(65537), new SecureRandom(), bits, 64));
        return generator.GenerateKeyPair();
    }

    /// <summary>Makes the key available to another agent, after the agent of this key has stopped permanently.</summary>
    public void Release()
    {
        _known.Clear();
        _spare.GetOrAdd(Bits, _ => []).Add(this);
    }

    /// <summary>
    /// Decrypts a sequence of PKCS#1 v1.5 blocks, each with the size of the key. The plaintext of a block can have any length, for example
    /// 53 bytes, because the agent splits only the encrypted text.
    /// </summary>
    /// <returns>The plaintext, or null if Go would report <c>crypto/rsa: decryption error</c>.</returns>
    public byte[]? Decrypt(byte[] cipher, out int blocks)
    {
        var size = Bits / 8;
        blocks = cipher.Length / size;

        // A client that polls sends the same header many times, so the result is kept.
        var asText = Convert.ToBase64String(cipher);
        if (_known.TryGetValue(asText, out var known))
            return known;
        var fresh = DecryptFresh(cipher, size);
        if (_known.Count >= MostKnown)
            _known.Clear();
        _known[asText] = fresh;
        return fresh;
    }

    private byte[]? DecryptFresh(byte[] cipher, int size)
    {
        if (cipher.Length % size != 0)
            return null;
        var plain = new MemoryStream();
        try
        {
            for (var i = 0; i < cipher.Length; i += size)
            {
                var engine = new Pkcs1Encoding(new RsaBlindedEngine());
                engine.Init(false, _pair.Private);
                var block = engine.ProcessBlock(cipher, i, size);
                plain.Write(block, 0, block.Length);
            }
        }
        catch (Exception e) when (e is InvalidCipherTextException or DataLengthException)
        {
            return null;
        }
        return plain.ToArray();
    }
}
