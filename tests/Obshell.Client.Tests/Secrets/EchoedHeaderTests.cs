using System;
using System.Linq;
using System.Net;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Hostile;
using Obshell.Client.Tests.Http;
using Obshell.Client.Tests.Time;
using Xunit;

namespace Obshell.Client.Tests.Secrets;

/// <summary>An agent, a proxy or a log repeats the login header. Until the header expires, everyone who reads it can log in.</summary>
[Trait("Promise", "6")]
[Trait("Topic", "Wire")]
public sealed class EchoedHeaderTests
{
    private const string LongRun = "[A-Za-z0-9]{14,}";

    private static readonly string Header = Convert.ToBase64String(SHA512.HashData([1]).Concat(SHA512.HashData([2])).ToArray());

    public static TheoryData<string> Names => ["X-OCS-Header", "X-OCS-Agent-Header", "x-ocs-header", "X-Ocs-Agent-Header", "HTTP_X_OCS_HEADER", "X-OCS-Auth"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Promise_6_a_login_header_from_any_client_is_masked_after_its_name_in_every_form(string name)
    {
        string json = JsonSerializer.Serialize(new { h = $"\"{name}\":\"{Header}\"" });
        string[] forms =
        [
            $"{name}: {Header}", $"{name}={Header}", $"{name} => {Header}", $"{name}: \"{Header}\"", $"'{name}': '{Header}'", $"{{\"{name}\":\"{Header}\"}}", $"{{\"{name}\" : [\"{Header}\"]}}",
            $"{{\\\"{name}\\\":\\\"{Header}\\\"}}", $"{{\\\\\\\"{name}\\\\\\\":\\\\\\\"{Header}\\\\\\\"}}", json, $"map[{name}:[{Header}] Accept:[*/*]]", $"{name}={Uri.EscapeDataString(Header)}", Uri.EscapeDataString($"{name}={Header}"),
            $"{{\"{name}\":\"{JavaScriptEncoder.Default.Encode(Header)}\"}}", $"{{\"{name}\":\"{Header.Replace("/", "\\/", StringComparison.Ordinal)}\"}}",
        ];

        Assert.All(forms, f => AssertGone(new Redactor().Clean("before " + f)));
    }

    [Fact]
    public void Promise_6_a_login_header_that_the_module_sent_is_masked_in_any_text_and_escaping()
    {
        var redactor = new Redactor();
        redactor.RememberHeader(Header);
        string wrapped = string.Join("\r\n\t", Header.Chunk(76).Select(c => new string(c)));
        string[] forms =
        [
            Header, $"received {Header}.", $"('login', '{Header}')", Uri.EscapeDataString(Header), JavaScriptEncoder.Default.Encode(Header), WebUtility.UrlEncode(Header), wrapped,
            Header.Replace('+', '-').Replace('/', '_').TrimEnd('='), Header[..80] + "...", "..." + Header[^80..], Header.Replace("/", "\\/", StringComparison.Ordinal), "AAAA" + Header, Header + Header,
        ];

        Assert.All(forms, f => AssertGone(redactor.Clean("before " + f + " after")));
        Assert.All(forms, f => Assert.EndsWith(" after", redactor.Clean("before " + f + " after"), StringComparison.Ordinal));
        AssertGone(string.Concat(redactor.Clean(["line", Header[..60], Header[60..]])));
    }

    [Fact]
    public void A_text_without_a_login_header_is_not_changed()
    {
        var redactor = new Redactor();
        redactor.RememberHeader(Header);
        string other = Convert.ToBase64String(SHA512.HashData([3]));

        Assert.All([other, "the quick brown fox jumps over the lazy dog", "/api/v1/tenant/restore/windows", Header[..5]], t => Assert.Equal(t, redactor.Clean(t)));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData("X-OCS-Header: {0}")]
    [InlineData("headers {{\\\"X-OCS-Header\\\":\\\"{0}\\\"}}")]
    [InlineData("nginx: upstream said no to {0} at once")]
    public async Task Promise_6_a_login_header_that_an_agent_repeats_in_an_error_is_not_shown(string words)
    {
        string? header = null;
        await using var server = new ScriptedServer((head, stream, _) =>
        {
            string path = head.Split(' ')[1];
            if (path == "/api/v1/info")
            {
                return ScriptedServer.SendJsonAsync(stream, HostileServer.Info);
            }

            if (path == "/api/v1/secret")
            {
                return ScriptedServer.SendJsonAsync(stream, "{\"successful\":true,\"data\":{\"public_key\":\"" + KeyText.Any + "\"}}");
            }

            header = head.Split("\r\n").Single(l => l.StartsWith("X-OCS-Header: ", StringComparison.Ordinal))[14..];
            return ScriptedServer.SendJsonAsync(
                stream, "{\"successful\":false,\"status\":401,\"error\":{\"code\":10008,\"errCode\":\"Security.Authentication.UnknownFault\",\"message\":\""
                    + string.Format(System.Globalization.CultureInfo.InvariantCulture, words, header) + "\"}}");
        });

        var error = await Assert.ThrowsAnyAsync<ObshellException>(() => ObConnection.ConnectAsync(
            new ConnectOptions { Server = [server.Uri], Password = SecretText.Protect("Root#123"), TimeProvider = new VirtualTime() }));

        Assert.NotNull(header);
        Assert.Contains("***", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(header[..20], error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(header[^20..], error.ToString(), StringComparison.Ordinal);
    }

    /// <summary>Checks that the text has no long part of the header.</summary>
    private static void AssertGone(string clean)
    {
        Assert.Contains("***", clean, StringComparison.Ordinal);
        Assert.Matches(LongRun, Header);
        Assert.DoesNotMatch(LongRun, clean);
    }
}
