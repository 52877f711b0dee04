using System;
using System.Security;
using System.Text;
using System.Text.Json;
using Obshell.Client.Security;
using Xunit;

namespace Obshell.Client.Tests.Security;

/// <summary>The header's plaintext (PROTOCOL 2.3, 2.5).</summary>
public sealed class RequestHeaderTests
{
    private static readonly DateTimeOffset Expires = new(2026, 1, 1, 0, 1, 0, TimeSpan.Zero);

    [Fact]
    public void The_worked_example_is_written_byte_for_byte()
    {
        string json = Plain("Ob_Root#2024", "/api/v1/tenant/restore", "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
        Assert.Equal(
            """{"Auth":"Ob_Root#2024","Ts":"1767225660","Uri":"/api/v1/tenant/restore","Keys":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="}""", json);
        Assert.Equal(126, json.Length);
    }

    [Fact]
    public void Without_a_body_there_are_no_Keys_and_without_a_password_Auth_is_empty() =>
        Assert.Equal("""{"Auth":"","Ts":"1767225660","Uri":"/api/v1/x"}""", Plain(null, "/api/v1/x", null));

    [Theory]
    [InlineData("quote\"back\\slash")]
    [InlineData("tab\tnewline\nnull\0")]
    [InlineData("密码-ünï-🔑")]
    [InlineData("<>&'`")]
    public void Any_password_survives_the_JSON(string password)
    {
        using var document = JsonDocument.Parse(Plain(password, "/p?q=1", null));
        Assert.Equal(password, document.RootElement.GetProperty("Auth").GetString());
        Assert.Equal(JsonValueKind.String, document.RootElement.GetProperty("Ts").ValueKind);
    }

    [Fact]
    [Trait("Promise", "9")]
    public void A_poll_costs_one_RSA_block_with_a_1024_bit_key_where_the_password_leaves_room()
    {
        string json = Plain("0123456789012345678901234567890", "/api/v1/task/dag/1130?show_details=false", null);
        Assert.InRange(Encoding.UTF8.GetByteCount(json), 1, 117);
    }

    private static string Plain(string? password, string uri, string? keys)
    {
        SecureString? secret = password is null ? null : SecretText.Protect(password);
        byte[] bytes = RequestHeader.WritePlain(secret, Expires, uri, keys is null ? null : Encoding.ASCII.GetBytes(keys), out int length);
        return Encoding.UTF8.GetString(bytes, 0, length);
    }
}
