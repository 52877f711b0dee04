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

    /// <summary>Keys of stopped clusters, by size: most of the time of a cluster's start is spent on keys.</summary>
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

    /// <summary>Standard base64 of the PKCS#1 DER RSAPublicKey.</summary>
    public string PublicKey { get; }

    /// <summary>A key that no agent of this process has.</summary>
    public static AgentKey Create(int bits)
    {
        if (_spare.TryGetValue(bits, out var spare) && spare.TryTake(out var used))
            return used;

        return new AgentKey(PlatformPair(bits) ?? OwnPair(bits), bits);
    }

    /// <summary>The platform's RSA, ten times as fast. Null where it is not available: some platforms refuse small keys, and Wine has no RSA.</summary>
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

    /// <summary>The agent has stopped permanently: another agent may use its key.</summary>
    public void Release()
    {
        _known.Clear();
        _spare.GetOrAdd(Bits, _ => []).Add(this);
    }

    /// <summary>
    /// Decrypts concatenated blocks of the key's size, each PKCS#1 v1.5 with plaintext of any length: the server splits by its own key
    /// size, so blocks of 53 bytes of plaintext are as valid as the longest ones.
    /// </summary>
    /// <returns>The plaintext, or null for what Go reports as <c>crypto/rsa: decryption error</c>.</returns>
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
