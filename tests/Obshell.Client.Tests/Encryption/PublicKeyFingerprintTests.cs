using System;
using System.Text;
using Obshell.Client.Encryption;
using Xunit;

namespace Obshell.Client.Tests.Encryption;

/// <summary>The fingerprint of a key, which identifies the key for users.</summary>
[Trait("Topic", "Security")]
public sealed class PublicKeyFingerprintTests
{
    [Fact]
    public void The_fingerprint_is_the_SHA_256_of_the_key_bytes_that_the_agent_reports()
    {
        // FIPS 180-2, example "abc".
        var abc = PublicKeyFingerprint.Of(Encoding.ASCII.GetBytes("abc"));

        Assert.Equal("SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0", abc.ToString());
        Assert.Equal(abc, PublicKeyFingerprint.TryParse("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
        Assert.Equal(abc, PublicKeyFingerprint.TryParse("BA:78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD"));
        Assert.Equal(abc, PublicKeyFingerprint.TryParse(abc.ToString()));
    }

    [Fact]
    public void One_different_bit_changes_the_fingerprint()
    {
        var key = PublicKeyFingerprint.Of([1, 2, 3]);

        Assert.NotEqual(key, PublicKeyFingerprint.Of([1, 2, 2]));
        Assert.NotEqual(key, PublicKeyFingerprint.Of([1, 2, 3, 0]));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015 d")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015+d")]
    [InlineData("BA 78:16:BF:8F:01:CF:EA:41:41:40:DE:5D:AE:22:23:B0:03:61:A3:96:17:7A:9C:B4:10:FF:61:F2:00:15:AD")]
    [InlineData("SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa1")]
    [InlineData("SHA256:ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0")]
    [InlineData("SHA256:ungWv48Bz+pBQUDe Xa4iI7ADYaOWF3qctBD/YfIAFa0")]
    public void Any_other_text_is_not_parsed_as_a_fingerprint(string? text) => Assert.Null(PublicKeyFingerprint.TryParse(text));

    [Fact]
    public void Any_text_is_parsed_or_refused_without_an_exception()
    {
        var random = new Random(4711);
        const string Letters = "SHA256:abcdefABCDEF0123456789+/= -gz\u00e9\ud83d";
        for (int i = 0; i < 20_000; i++)
        {
            var text = new StringBuilder();
            for (int n = random.Next(110); n > 0; n--)
            {
                text.Append(Letters[random.Next(Letters.Length)]);
            }

            if (PublicKeyFingerprint.TryParse(text.ToString()) is { } read)
            {
                Assert.Equal(read, PublicKeyFingerprint.TryParse(read.ToString()));
            }
        }
    }
}
