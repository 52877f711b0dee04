using System;
using System.Diagnostics;
using System.Linq;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;
using Xunit;

namespace Obshell.Client.Tests.Secrets;

/// <summary>Promise 6: the texts that the redactor masks and the texts that it does not change.</summary>
[Trait("Promise", "6")]
[Trait("Topic", "Wire")]
public sealed class RedactorTests
{
    private const string Secret = "S3cr&t\"7+pläin/x";

    public static TheoryData<string> Escaped() =>
    [
        Secret,
        JavaScriptEncoder.Default.Encode(Secret),
        JavaScriptEncoder.Default.Encode(JavaScriptEncoder.Default.Encode(Secret)),
        Uri.EscapeDataString(Secret),
        Uri.EscapeDataString(Uri.EscapeDataString(Secret)),
        Uri.EscapeDataString(JavaScriptEncoder.Default.Encode(Secret)),
        WebUtility.HtmlEncode(Secret),
        WebUtility.UrlEncode(Secret).ToLowerInvariant().Replace("s3cr", "S3cr", StringComparison.Ordinal),
        Secret.Replace("\"", "\"\"", StringComparison.Ordinal),
        Secret.Replace("\"", "\\\"", StringComparison.Ordinal),
        Secret[..5] + "\r\n\t" + Secret[5..],
        Secret[..5] + "\\n" + Secret[5..],
        Convert.ToBase64String(Encoding.UTF8.GetBytes(Secret)).TrimEnd('='),
        Convert.ToHexString(Encoding.UTF8.GetBytes(Secret)),
    ];

    [Theory]
    [MemberData(nameof(Escaped))]
    public void A_known_secret_is_masked_in_any_escaping(string text) =>
        // The last character of the base64 text can stay visible. It contains only four bits of the last byte.
        Assert.Matches(@"^before \*\*\*[A-Za-z0-9]?=* after$", Knowing(Secret).Clean($"before {text} after"));

    [Theory]
    [InlineData("root:")]
    [InlineData("rt:")]
    [InlineData("r:")]
    public void A_secret_in_base64_is_masked_after_any_prefix(string user)
    {
        string text = Convert.ToBase64String(Encoding.UTF8.GetBytes(user + Secret));
        string clean = Knowing(Secret).Clean("x " + text);
        Assert.Contains("***", clean, StringComparison.Ordinal);
        Assert.Matches(@"^x \w*\*\*\*[A-Za-z0-9]?=*$", clean);
        Assert.True(clean.Length < 18, clean);
    }

    [Fact]
    public void A_long_secret_is_recognized_by_its_beginning_or_end()
    {
        Redactor redactor = Knowing("0123456789abcdefghij");
        Assert.Equal("near '***'", redactor.Clean("near '0123456789abcd'"));
        Assert.Equal("near '***' at line 1", redactor.Clean("near '89abcdefghij' at line 1"));
        Assert.Equal("near '0123456'", redactor.Clean("near '0123456'"));
    }

    [Fact]
    public void A_secret_over_two_lines_is_masked_and_the_number_of_lines_is_unchanged()
    {
        string[] clean = Knowing(Secret).Clean(["one", "two " + Secret[..6], Secret[6..] + " three", "four"]);
        Assert.Equal(["one", "two ***", " three", "four"], clean);
    }

    [Fact]
    public void Text_without_a_secret_is_not_changed()
    {
        string[] texts =
        [
            "Error 1045 (28000): Access denied for user 'root'@'10.0.0.1' (using password: YES)", "Unauthorized: OceanBase password is incorrect",
            "obclient -h10.0.0.1 -P2881 -uroot@t -p", "2026-11-21T12:00:00+08:00", "FULL{1}@zone1", @"C:\new\x41 100%41 a+b &amp; ''", "http://10.0.0.1:2886/api/v1/info",
            "Security.Authentication.IncorrectOceanbasePassword", "file:///data/backup/data", "pool_list=p1,p2&primary_zone=zone1&locality=FULL@zone1",
        ];
        Assert.Equal(texts, texts.Select(Knowing(Secret).Clean));
    }

    [Fact]
    public void A_name_that_equals_a_password_is_not_masked_in_keys_that_the_module_needs()
    {
        const string Data = """{"name":"Restore backup_prod","maintenance_key":"prod","state":"RUNNING","additional_data":{"note":"prod"}}""";
        var data = JsonNode.Parse(RedactedJson.Clean(Encoding.UTF8.GetBytes(Data), Knowing("prod")).Span)!;
        Assert.Equal(("Restore backup_prod", "prod", "***"), ((string)data["name"]!, (string)data["maintenance_key"]!, (string)data["additional_data"]!["note"]!));
    }

    [Fact]
    public void A_public_key_that_contains_a_password_by_chance_is_not_changed()
    {
        const string Data = """{"public_key":"MIGJAoGBALpwdAAAA=="}""";
        Assert.Equal(Data, Encoding.UTF8.GetString(RedactedJson.Clean(Encoding.UTF8.GetBytes(Data), Knowing(Secret)).Span));
    }

    [Fact]
    public void A_password_that_is_a_word_of_a_known_error_code_does_not_mask_the_code()
    {
        Assert.Equal("OB.Tenant.Existed", Refusal("OB.Tenant.Existed", "Existed").ErrorCode);
        Assert.Equal("OB.***", Refusal("OB.Secret77", "Secret77").ErrorCode);
    }

    [Fact]
    public void Data_without_secrets_is_returned_without_a_copy()
    {
        byte[] data = Encoding.UTF8.GetBytes("""{"id":"11","dag_id":1,"name":"Restore backup_t","stage":1,"nodes":null,"additional_data":null,"big":1795233600000000001}""");
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray(RedactedJson.Clean(data, Knowing(Secret)), out ArraySegment<byte> same));
        Assert.Same(data, same.Array);
    }

    [Fact]
    public void A_quoted_text_is_masked_before_it_is_shortened()
    {
        string page = new string('x', 155) + Secret + new string('y', 500);
        var error = Assert.Throws<ObshellProtocolException>(() => EnvelopeReader.Read(new RawAnswer(502, Encoding.UTF8.GetBytes(page), null, "", "a:1"), Knowing(Secret)));
        Assert.DoesNotContain("S3c", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_error_of_a_JSON_parser_is_not_an_inner_exception()
    {
        var error = Assert.Throws<ObshellProtocolException>(() => EnvelopeReader.Read(new RawAnswer(200, "{\"successful\":tS3cret77}"u8.ToArray(), null, "", "a:1"), Knowing("S3cret77")));
        Assert.DoesNotContain("S3cret77", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("password")]
    [InlineData("access_key=")]
    [InlineData("IDENTIFIED BY '")]
    [InlineData("\\\"password\\\":\\\"")]
    [InlineData("%25")]
    [InlineData("://a:")]
    [InlineData("mysql -p ")]
    public void The_search_in_a_hostile_text_takes_limited_time(string piece)
    {
        string text = string.Concat(Enumerable.Repeat(piece, 100_000 / piece.Length));
        var watch = Stopwatch.StartNew();
        Knowing(Secret).Clean(text);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(25));
    }

    [Fact]
    public void A_URI_shows_only_parameters_that_are_known_to_be_harmless()
    {
        var uri = new StorageUri("oss://bkt/key?host=h&access_id=A1&access_key=K1&x-oss-security-token=T1&unheard_of=U1&K2&s3_region=r");
        Assert.Equal("oss://bkt/key?host=h&access_id=***&access_key=***&x-oss-security-token=***&unheard_of=***&***&s3_region=r", uri.ToString());
    }

    private static Redactor Knowing(string secret)
    {
        var redactor = new Redactor();
        redactor.Remember(SecretText.Protect(secret));
        return redactor;
    }

    private static ObshellApiException Refusal(string code, string password) => Assert.Throws<ObshellApiException>(() => EnvelopeReader.Read(
        new RawAnswer(400, Encoding.UTF8.GetBytes("{\"successful\":false,\"error\":{\"errCode\":\"" + code + "\",\"message\":\"m\"}}"), null, "", "a:1"), Knowing(password)));
}
