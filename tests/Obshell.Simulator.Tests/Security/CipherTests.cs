using System;
using System.Linq;
using System.Security.Cryptography;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>Encryption of header and body: PROTOCOL 2.3, 2.4, 2.5, and the acceptance condition of section 10.</summary>
public sealed class CipherTests : SimulatorTest
{
    private static readonly byte[] _exampleKeys = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("Mr1L6vnJhQ7OKFK7dnhC+g==", "{}")]
    [InlineData("zQt4fWmGzl91iWJRIl+2dafpx6O2pbou4JglBhMsezw=", """{"operator":"CANCEL"}""")]
    public async Task The_ciphertexts_in_the_protocol_document_can_be_decrypted(string cipher, string plain)
    {
        await Client.SendAsync("POST", "/api/v1/tenant/restore", rawBody: cipher, edit: h => h.Keys = _exampleKeys);
        Assert.Equal(plain, Cluster.Requests.All[^1].BodyText);
        Assert.Equal(cipher.Length, Cluster.Requests.All[^1].WireBodyLength);
    }

    [Theory]
    [InlineData(1024, 53)]
    [InlineData(1024, 117)]
    [InlineData(1024, 1)]
    [InlineData(512, 53)]
    [InlineData(512, 20)]
    public async Task A_header_is_accepted_with_blocks_of_any_length(int keyBits, int blockSize)
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, KeyBits = keyBits, RootPassword = "secret" });
        var answer = await Client.SendAsync("GET", "/api/v1/tenants/overview", blockSize: blockSize);
        Assert.Equal(200, answer.Status);
        var request = Cluster.Requests.All[^1];
        Assert.Equal((request.HeaderJson!.Length + blockSize - 1) / blockSize, request.RsaBlocks);
    }

    [Theory]
    [InlineData(512, 256)]
    [InlineData(1024, 344)]
    public async Task The_documented_header_has_the_documented_length(int keyBits, int length)
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, KeyBits = keyBits });
        const string json = """{"Auth":"Ob_Root#2024","Ts":"1767225660","Uri":"/api/v1/tenant/restore","Keys":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""";
        var header = Encryptor.Header(json, Cluster.Agents[0].PublicKey);
        Assert.Equal(length, header.Length);
        await Client.SendRawAsync("POST", "/api/v1/tenant/restore", null, ("X-OCS-Header", header));
        Assert.Equal(json, Cluster.Requests.All[^1].HeaderJson);
    }

    [Theory]
    [InlineData(512, 74)]
    [InlineData(1024, 140)]
    public async Task The_public_key_is_a_PKCS1_RSAPublicKey(int bits, int derLength)
    {
        await ReplaceAsync(new SimulatorOptions { KeyBits = bits });
        var der = Convert.FromBase64String((string)(await Client.SendRawAsync("GET", "/api/v1/secret", null)).Data!["public_key"]!);
        Assert.Equal(derLength, der.Length);
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(der, out var read);
        Assert.Equal((der.Length, bits), (read, rsa.KeySize));
    }

    [Fact]
    public async Task A_header_with_an_incomplete_extra_block_is_undecodable()
    {
        var header = Convert.FromBase64String(Encryptor.Header("{}", Cluster.Agents[0].PublicKey));
        var answer = await Client.SendRawAsync("GET", "/api/v1/info", null, ("X-OCS-Header", Convert.ToBase64String([.. header, 1, 2, 3])));
        Assert.Equal("Decrypt http header failed: crypto/rsa: decryption error", answer.ErrorMessage);
    }

    [Fact]
    public async Task Header_keys_match_in_any_case_and_unknown_keys_are_ignored()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, RootPassword = "secret" });
        var answer = await Client.SendAsync("POST", "/api/v1/task/dag/1999", """{"operator":"x"}""", h => h.More["Whatever"] = 1, lowerCase: true);
        Refused(404, "Task.NotFound", answer);
    }

    [Fact]
    public async Task A_header_with_Keys_is_accepted_without_a_body() =>
        Assert.Equal(200, (await Client.SendAsync("GET", "/api/v1/tenants/overview", edit: h => h.Keys = Encryptor.NewKeys())).Status);

    [Fact]
    public async Task Null_Keys_with_a_body_give_a_size_error()
    {
        var answer = await Client.SendAsync("POST", "/api/v1/tenant/restore", "{}", h => h.Keys = null);
        Refused(500, "Request.Body.Decrypt.AES.KeyAndIv.Invalid", answer);
        Assert.Equal(("Unauthorized: AES key and IV size error", "", "application/json; charset=utf-8"), (answer.ErrorMessage, answer.TraceId, answer.ContentType));
    }

    [Fact]
    public async Task Keys_shorter_than_16_bytes_give_a_size_error()
    {
        var answer = await Client.SendAsync("POST", "/api/v1/tenant/restore", rawBody: "Mr1L6vnJhQ7OKFK7dnhC+g==", edit: h => h.Keys = new byte[15]);
        Refused(500, "Request.Body.Decrypt.AES.KeyAndIv.Invalid", answer);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(33)]
    [InlineData(16)]
    public async Task An_initialization_vector_of_a_wrong_length_causes_a_panic(int length) =>
        Panicked(await Client.SendAsync("POST", "/api/v1/tenant/restore", rawBody: "Mr1L6vnJhQ7OKFK7dnhC+g==", edit: h => h.Keys = new byte[length]), Cluster);

    [Fact]
    public async Task A_body_whose_length_is_not_a_multiple_of_16_gives_a_length_error()
    {
        var answer = await Client.SendAsync("POST", "/api/v1/tenant/restore", rawBody: "Mr1L6vnJhQ7OKFK7dnhC");
        Refused(500, "Request.Body.Decrypt.AES.ContentLength.Invalid", answer);
        Assert.Equal("Unauthorized: Decrypted string length is not a multiple of the block size", answer.ErrorMessage);
    }

    [Theory]
    [InlineData("\"Mr1L6vnJhQ7OKFK7dnhC+g==\"")]
    [InlineData("{}")]
    public async Task A_body_that_decodes_to_no_bytes_causes_a_panic(string body)
    {
        var answer = await Client.SendAsync("POST", "/api/v1/tenant/restore", rawBody: body);
        Panicked(answer, Cluster);
        Assert.Equal("application/json; charset=utf-8", answer.ContentType);
        var startAt = (long)(await Client.SendRawAsync("GET", "/api/v1/info", null)).Data!["startAt"]!;
        Assert.Equal(startAt, (answer.Timestamp.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100);
    }

    /// <summary>The agent reads only the last byte as padding, so the result depends only on this byte.</summary>
    [Theory]
    [InlineData(200, 16, false)]
    [InlineData(17, 16, false)]
    [InlineData(16, 16, true)]
    [InlineData(0, 16, true)]
    [InlineData(32, 32, true)]
    [InlineData(33, 32, false)]
    public async Task A_pad_byte_larger_than_the_plaintext_causes_a_panic_and_any_other_an_EOF_error(byte pad, int length, bool plausible)
    {
        using var aes = Aes.Create();
        aes.Key = _exampleKeys[..16];
        var plain = new byte[length];
        plain[^1] = pad;
        var cipher = Convert.ToBase64String(aes.EncryptCbc(plain, _exampleKeys[16..], PaddingMode.None));
        var answer = await Client.SendAsync("POST", "/api/v1/tenant/restore", rawBody: cipher, edit: h => h.Keys = _exampleKeys);
        if (plausible)
            Assert.Equal((400, "Bind JSON failed: EOF"), (answer.Status, answer.ErrorMessage));
        else
            Panicked(answer, Cluster);
    }
}
