using System;
using System.IO;
using System.Security.Cryptography;
using Obshell.Client.Encryption;
using Xunit;

namespace Obshell.Client.Tests.Encryption;

/// <summary>The private key can decrypt every block, whichever of the two cryptography libraries has encrypted the block.</summary>
[Trait("Topic", "Security")]
public sealed class AgentKeyTests
{
    public static TheoryData<string, int> Both
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (int bits in new[] { 512, 1024, 2048 })
            {
                data.Add("platform", bits);
                data.Add("BouncyCastle", bits);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_text_of_any_length_is_encrypted_in_the_smallest_number_of_blocks_and_can_be_decrypted(string cryptography, int bits)
    {
        using var pair = RSA.Create(bits);
        AgentKey key = Import(pair, cryptography);
        Assert.Equal(bits, key.KeyBits);
        Assert.Equal((bits / 8) - 11, key.MaxPlainBlock);

        foreach (int length in new[] { 0, 1, key.MaxPlainBlock - 1, key.MaxPlainBlock, key.MaxPlainBlock + 1, (3 * key.MaxPlainBlock) + 7 })
        {
            byte[] plain = new byte[length + 5];
            Random.Shared.NextBytes(plain);
            foreach (int together in new[] { 0, 1, length / 2, key.MaxPlainBlock - 1, key.MaxPlainBlock, length })
            {
                byte[] cipher = key.Encrypt(plain, length, Math.Min(together, length));

                Assert.Equal(key.CountBlocks(length) * bits / 8, cipher.Length);
                Assert.Equal(plain.AsSpan(0, length).ToArray(), Decrypt(pair, cipher));

                byte[] last = pair.Decrypt(cipher.AsSpan(cipher.Length - (bits / 8)), RSAEncryptionPadding.Pkcs1);
                Assert.InRange(last.Length, Math.Min(Math.Min(together, length), key.MaxPlainBlock), key.MaxPlainBlock);
            }
        }
    }

    /// <summary>The table of PROTOCOL 2.5, for the 126-byte header.</summary>
    [Theory]
    [InlineData(512, 53, 3, 192, 256)]
    [InlineData(1024, 117, 2, 256, 344)]
    public void The_worked_example_needs_the_documented_blocks_and_lengths(int bits, int block, int blocks, int bytes, int base64)
    {
        using var pair = RSA.Create(bits);
        AgentKey key = Import(pair, "platform");
        byte[] cipher = key.Encrypt(new byte[126], 126, 71);

        Assert.Equal(block, key.MaxPlainBlock);
        Assert.Equal(blocks, key.CountBlocks(126));
        Assert.Equal(bytes, cipher.Length);
        Assert.Equal(base64, Convert.ToBase64String(cipher).Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    [InlineData("MAA=")]
    public void A_text_that_is_not_a_key_causes_a_FormatException(string text)
    {
        Assert.ThrowsAny<FormatException>(() => AgentKey.Parse(text));
        Assert.ThrowsAny<FormatException>(() => AgentKey.Parse(text, BouncyCastleRsaBlock.Import));
    }

    [Fact]
    public void A_SubjectPublicKeyInfo_is_not_accepted_as_an_agent_key()
    {
        using var pair = RSA.Create(1024);
        string spki = Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo());
        Assert.ThrowsAny<FormatException>(() => AgentKey.Parse(spki));
    }

    private static AgentKey Import(RSA pair, string cryptography) => AgentKey.Parse(
        Convert.ToBase64String(pair.ExportRSAPublicKey()),
        cryptography == "platform"
            ? der => PlatformRsaBlock.TryImport(der) ?? throw new InvalidOperationException("This platform refuses the key.")
            : BouncyCastleRsaBlock.Import);

    private static byte[] Decrypt(RSA pair, byte[] cipher)
    {
        using var plain = new MemoryStream();
        int block = pair.KeySize / 8;
        for (int i = 0; i < cipher.Length; i += block)
        {
            plain.Write(pair.Decrypt(cipher.AsSpan(i, block), RSAEncryptionPadding.Pkcs1));
        }

        return plain.ToArray();
    }
}
