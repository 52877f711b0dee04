using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Obshell.Client.Encryption;
using Obshell.Client.Secrets;
using Xunit;

namespace Obshell.Client.Tests.Encryption;

/// <summary>The header's plaintext (PROTOCOL 2.3, 2.5).</summary>
[Trait("Topic", "Security")]
public sealed class RequestHeaderTests
{
    /// <summary>One key pair for each size, because creating a pair takes most of the time.</summary>
    private static readonly ConcurrentDictionary<int, RSA> Pairs = new();

    private static readonly DateTimeOffset Expires = new(2026, 1, 1, 0, 1, 0, TimeSpan.Zero);

    [Fact]
    public void The_documented_example_has_the_login_at_the_end_of_the_header()
    {
        string json = Plain("Ob_Root#2024", "/api/v1/tenant/restore", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        Assert.Equal(
            """{"Keys":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","Auth":"Ob_Root#2024","Ts":"1767225660","Uri":"/api/v1/tenant/restore"}""", json);
        Assert.Equal(126, json.Length);
    }

    [Fact]
    public void Without_a_body_the_header_has_no_Keys_and_without_a_password_its_Auth_is_empty() =>
        Assert.Equal("""{"Auth":"","Ts":"1767225660","Uri":"/api/v1/x"}""", Plain(null, "/api/v1/x", null));

    [Theory]
    [InlineData("quote\"back\\slash")]
    [InlineData("tab\tnewline\nnull\0")]
    [InlineData("密码-ünï-🔑")]
    [InlineData("<>&'`")]
    public void Any_password_is_unchanged_in_the_JSON(string password)
    {
        using var document = JsonDocument.Parse(Plain(password, "/p?q=1", null));
        Assert.Equal(password, document.RootElement.GetProperty("Auth").GetString());
        Assert.Equal(JsonValueKind.String, document.RootElement.GetProperty("Ts").ValueKind);
    }

    [Fact]
    [Trait("Promise", "9")]
    public void A_poll_needs_one_RSA_block_with_a_1024_bit_key_if_the_password_is_short()
    {
        string json = Plain("0123456789012345678901234567890", "/api/v1/task/dag/1130?show_details=false", null);
        Assert.InRange(Encoding.UTF8.GetByteCount(json), 1, 117);
    }

    public static TheoryData<int, int, int, bool> Headers
    {
        get
        {
            var data = new TheoryData<int, int, int, bool>();
            foreach (int bits in new[] { 512, 1024, 2048 })
            {
                foreach (int password in new[] { 0, 8, 16, 20, 32, 58, 59, 80, 90, 200 })
                {
                    foreach (int uri in new[] { 13, 22, 40, 80, 200 })
                    {
                        data.Add(bits, password, uri, true);
                        data.Add(bits, password, uri, false);
                    }
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Headers))]
    [Trait("Promise", "6")]
    public void Promise_6_the_login_is_complete_in_the_last_block_and_needs_no_extra_block(int bits, int passwordLength, int uriLength, bool hasKeys)
    {
        string password = new('p', passwordLength);
        string uri = "/" + new string('u', uriLength - 1);
        string keys = Convert.ToBase64String(new byte[32]);
        RSA pair = Pairs.GetOrAdd(bits, RSA.Create);
        var key = AgentKey.Parse(Convert.ToBase64String(pair.ExportRSAPublicKey()));

        using SecureString secret = SecretText.Protect(password);
        string[] blocks = Blocks(pair, RequestHeader.Create(key, secret, Expires, uri, hasKeys ? Encoding.ASCII.GetBytes(keys) : null));

        string json = string.Concat(blocks);
        Assert.Equal((json.Length + key.MaxPlainBlock - 1) / key.MaxPlainBlock, blocks.Length);
        using var document = JsonDocument.Parse(json);
        Assert.Equal(password, document.RootElement.GetProperty("Auth").GetString());
        Assert.Equal(uri, document.RootElement.GetProperty("Uri").GetString());
        Assert.Equal(hasKeys ? keys : null, document.RootElement.TryGetProperty("Keys", out JsonElement given) ? given.GetString() : null);

        string login = $"\"Auth\":\"{password}\",\"Ts\":\"1767225660\",\"Uri\":\"{uri}\"}}";
        if (login.Length <= key.MaxPlainBlock)
        {
            Assert.EndsWith(login, blocks[^1], StringComparison.Ordinal);
            Assert.True(uriLength <= RequestHeader.RoomForAddress(key.MaxPlainBlock, secret));
        }
        else
        {
            // The address does not fit into the last block. This block contains the end of the password and the time.
            string end = $"{password[Math.Max(0, passwordLength - 20)..]}\",\"Ts\":\"1767225660\"}}";
            Assert.EndsWith(end, blocks[^1], StringComparison.Ordinal);
            Assert.True(uriLength > RequestHeader.RoomForAddress(key.MaxPlainBlock, secret));
        }
    }

    private static string[] Blocks(RSA pair, string header)
    {
        byte[] cipher = Convert.FromBase64String(header);
        return [.. cipher.Chunk(pair.KeySize / 8).Select(b => Encoding.UTF8.GetString(pair.Decrypt(b, RSAEncryptionPadding.Pkcs1)))];
    }

    private static string Plain(string? password, string uri, string? keys)
    {
        SecureString? secret = password is null ? null : SecretText.Protect(password);
        byte[] bytes = RequestHeader.WritePlain(secret, Expires, uri, keys is null ? null : Encoding.ASCII.GetBytes(keys), blockBytes: 117, out int length, out _);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
