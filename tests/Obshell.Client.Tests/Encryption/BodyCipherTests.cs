using System.Linq;
using System.Text;
using Obshell.Client.Encryption;
using Xunit;

namespace Obshell.Client.Tests.Encryption;

/// <summary>The test vectors of PROTOCOL 2.5.</summary>
[Trait("Topic", "Security")]
public sealed class BodyCipherTests
{
    private static BodyCipher Known() => new(
        [.. Enumerable.Range(0, 16).Select(i => (byte)i)], [.. Enumerable.Range(16, 16).Select(i => (byte)i)]);

    [Theory]
    [InlineData("{}", "Mr1L6vnJhQ7OKFK7dnhC+g==")]
    [InlineData("{\"operator\":\"CANCEL\"}", "zQt4fWmGzl91iWJRIl+2dafpx6O2pbou4JglBhMsezw=")]
    public void The_test_vectors_are_encrypted_to_the_documented_texts(string body, string expected) =>
        Assert.Equal(expected, Known().EncryptToBase64(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void The_field_Keys_contains_key_and_IV_in_44_characters() =>
        Assert.Equal("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=", Encoding.ASCII.GetString(Known().KeysBase64()));

    [Fact]
    public void No_two_requests_share_key_or_IV()
    {
        string[] keys = [.. Enumerable.Range(0, 100).Select(_ => Encoding.ASCII.GetString(BodyCipher.CreateRandom().KeysBase64()))];
        Assert.Equal(100, keys.Distinct().Count());
        Assert.Equal(100, keys.Select(k => k[..20]).Distinct().Count());
        Assert.Equal(100, keys.Select(k => k[24..]).Distinct().Count());
    }
}
