using System;
using System.Linq;
using System.Security.Cryptography;
using CsCheck;
using Obshell.Client.Encryption;
using Xunit;

namespace Obshell.Client.Tests.Encryption;

/// <summary>The key parser for .NET Framework, compared with the platform's own parser.</summary>
[Trait("Topic", "Security")]
public sealed class Pkcs1PublicKeyTests
{
    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(1032)]
    [InlineData(2048)]
    [InlineData(4096)]
    public void A_key_is_parsed_as_the_platform_parses_it(int bits)
    {
        // Any odd number of this size. Parsing needs no real primes, whose generation takes seconds.
        byte[] modulus = RandomNumberGenerator.GetBytes(bits / 8);
        modulus[0] |= 0x80;
        modulus[^1] |= 1;
        using var pair = RSA.Create(new RSAParameters { Modulus = modulus, Exponent = [1, 0, 1] });
        RSAParameters expected = pair.ExportParameters(includePrivateParameters: false);
        RSAParameters read = Pkcs1PublicKey.Read(pair.ExportRSAPublicKey());

        Assert.Equal(expected.Modulus, read.Modulus);
        Assert.Equal(expected.Exponent, read.Exponent);
    }

    [Fact]
    public void Every_incomplete_key_is_refused()
    {
        using var pair = RSA.Create(1024);
        byte[] whole = pair.ExportRSAPublicKey();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<FormatException>(() => Pkcs1PublicKey.Read(whole[..length]));
        }

        Assert.Throws<FormatException>(() => Pkcs1PublicKey.Read([.. whole, 0]));
        Assert.Throws<FormatException>(() => Pkcs1PublicKey.Read(pair.ExportSubjectPublicKeyInfo()));
    }

    [Theory]
    [InlineData("300602010502010300")] // one byte too many
    [InlineData("3006020105020183")] // negative exponent
    [InlineData("3006020100020103")] // modulus zero
    [InlineData("30050200020103")] // empty integer
    [InlineData("3080020105020103")] // indefinite length
    [InlineData("30840000000602010502010300")] // a length of four bytes
    public void A_text_that_is_not_a_key_is_refused(string hex) => Assert.Throws<FormatException>(() => Pkcs1PublicKey.Read(Convert.FromHexString(hex)));

    /// <summary>
    /// Any bytes are parsed or refused. Bytes that both parsers accept give the same key. The platform also accepts negative numbers.
    /// </summary>
    [Fact]
    public void Damaged_keys_are_parsed_or_refused()
    {
        using var pair = RSA.Create(512);
        byte[] whole = pair.ExportRSAPublicKey();
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Array[1, 4].Sample(changes =>
        {
            byte[] damaged = [.. whole];
            foreach ((int at, byte value) in changes)
            {
                damaged[at] = value;
            }

            RSAParameters read;
            try
            {
                read = Pkcs1PublicKey.Read(damaged);
            }
            catch (FormatException)
            {
                return true;
            }

            using var platform = RSA.Create();
            try
            {
                platform.ImportRSAPublicKey(damaged, out int taken);
                return taken != damaged.Length || read.Modulus!.SequenceEqual(platform.ExportParameters(false).Modulus!);
            }
            catch (CryptographicException)
            {
                return true;
            }
        }, iter: 2000);
    }
}
