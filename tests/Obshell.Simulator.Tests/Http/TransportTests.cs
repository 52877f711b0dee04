using System;
using System.IO;
using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>PROTOCOL 1: envelope, binding, unknown paths, redirects, raw request targets.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class TransportTests : SimulatorTest
{
    [Fact]
    public async Task An_unknown_API_path_without_a_header_gets_the_404_envelope()
    {
        var answer = await Client.SendRawAsync("GET", "/api/v1/nope/nope", null);
        Refused(404, "Common.NotFound", answer);
        Assert.Equal("application/json", answer.ContentType);
    }

    [Fact]
    public async Task A_wrong_method_gets_the_404_envelope() =>
        Refused(404, "Common.NotFound", await Client.SendRawAsync("PUT", "/api/v1/info", "{}"));

    [Theory]
    [InlineData("/")]
    [InlineData("/rpc/v2/x")]
    [InlineData("/api/v2/info")]
    public async Task Paths_outside_the_API_get_the_web_page(string path)
    {
        var answer = await Client.SendRawAsync("GET", path, null);
        Assert.Equal((200, "text/html; charset=utf-8"), (answer.Status, answer.ContentType));
        Assert.StartsWith("<!DOCTYPE html>", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/api/v1/info/?a=1", 301, "/api/v1/info?a=1")]
    [InlineData("POST", "/api/v1/tenant/restore/", 307, "/api/v1/tenant/restore")]
    [InlineData("DELETE", "/api/v1/tenant/t1/restore/", 307, "/api/v1/tenant/t1/restore")]
    public async Task A_path_with_a_trailing_slash_is_redirected_without_an_envelope(string method, string path, int status, string location)
    {
        var answer = await Client.SendRawAsync(method, path, null, ("X-OCS-Header", "garbage"));
        Assert.Equal((status, location), (answer.Status, answer.Message.Headers.Location!.OriginalString));
        Assert.DoesNotContain("successful", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_trace_id_of_the_client_is_only_in_the_envelope()
    {
        var answer = await Client.SendRawAsync("GET", "/api/v1/info", null, ("X-OBSHELL-Trace-ID", "my-trace"));
        Assert.Equal("my-trace", answer.TraceId);
        Assert.False(answer.Message.Headers.Contains("X-OBSHELL-Trace-ID"));
        Assert.Equal("my-trace", Cluster.Requests.All[^1].TraceId);
        Assert.Matches("^[0-9a-f]{16}$", (await Client.SendRawAsync("GET", "/api/v1/info", null)).TraceId);
        Assert.Equal("", (await Client.SendRawAsync("POST", "/api/v1/status", null)).TraceId);
    }

    [Fact]
    public async Task Markup_in_strings_is_escaped_as_Go_does()
    {
        var answer = await Client.GetAsync("/api/v1/tenant/%3Ca%26b%3E'%2B%C3%A4");
        Assert.Contains("Tenant '\\u003ca\\u0026b\\u003e'+ä' does not exist.", answer.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/tenants/overview?mode=MYSQL&x=a%20b")]
    [InlineData("/api/v1/tenants/overview?x=%41")]
    [InlineData("/api/v1/tenants/overview?x='+,:~")]
    [InlineData("/api/v1/tenants/%6fverview")]
    public async Task The_URI_of_the_header_is_compared_with_the_bytes_of_the_request_line(string target)
    {
        var header = Encryptor.Header(new HeaderFields { Ts = "1", Uri = target }.ToJson(), Cluster.Agents[0].PublicKey);
        var text = await RawAsync($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-OCS-Header: {header}\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 200", text, StringComparison.Ordinal);
        var spoilt = target.Contains('%', StringComparison.Ordinal) ? Uri.UnescapeDataString(target) : target.Replace(",", "%2C", StringComparison.Ordinal);
        var other = Encryptor.Header(new HeaderFields { Ts = "1", Uri = spoilt }.ToJson(), Cluster.Agents[0].PublicKey);
        text = await RawAsync($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-OCS-Header: {other}\r\n\r\n");
        Assert.Contains("Header.UriMismatch", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_absolute_request_URI_is_routed_by_its_path_but_compared_as_a_whole()
    {
        var target = $"http://127.0.0.1:{Cluster.Agents[0].Uri.Port}/api/v1/agents/status";
        var header = Encryptor.Header(new HeaderFields { Ts = "1", Uri = "/api/v1/agents/status" }.ToJson(), Cluster.Agents[0].PublicKey);
        var text = await RawAsync($"GET {target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX-OCS-Header: {header}\r\n\r\n");
        Assert.Contains("Header.UriMismatch", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_POST_without_a_body_is_read_as_an_empty_object()
    {
        var answer = await Client.PostAsync("/api/v1/tenant/restore", (string?)null!);
        Assert.StartsWith("Bind JSON failed: Key: 'RestoreParam.RestoreStorageParam.DataBackupUri'", answer.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal("{}", Cluster.Requests.All[^1].BodyText);
    }

    [Fact]
    public async Task An_empty_chunked_body_is_not_read_as_an_empty_object()
    {
        var header = Encryptor.Header(new HeaderFields { Ts = "1", Uri = "/api/v1/tenant/restore" }.ToJson(), Cluster.Agents[0].PublicKey);
        var text = await RawAsync($"POST /api/v1/tenant/restore HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nX-OCS-Header: {header}\r\n\r\n0\r\n\r\n");
        Assert.StartsWith("HTTP/1.1 400", text, StringComparison.Ordinal);
        Assert.Contains("Bind JSON failed: EOF", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{\"a\":")]
    [InlineData("{} {}")]
    public async Task A_body_that_is_not_an_object_gives_an_EOF_error(string body) =>
        Assert.Equal("Bind JSON failed: EOF", (await Client.PostAsync("/api/v1/tenant/restore", body)).ErrorMessage);

    [Fact]
    public async Task Large_answers_are_chunked_and_small_answers_are_not()
    {
        await Client.RestoreAsync("t1");
        using var http = new HttpClient();
        var dag = await Client.GetAsync("/api/v1/task/dag/11");
        Assert.True(dag.Message.Headers.TransferEncodingChunked);
        Assert.Null((await Client.SendRawAsync("GET", "/api/v1/info", null)).Message.Headers.TransferEncodingChunked);
    }

    [Theory]
    [InlineData("zh", "未找到任务: record not found")]
    [InlineData("zh-CN", "未找到任务: record not found")]
    [InlineData("en", "Task not found: record not found")]
    [InlineData("zh-CN,zh;q=0.9", "Task not found: record not found")]
    public async Task Accept_Language_is_read_as_one_single_tag(string language, string message)
    {
        Client.AcceptLanguage = language;
        Assert.Equal(message, (await Client.GetAsync("/api/v1/task/dag/1999")).ErrorMessage);
    }

    [Fact]
    public async Task An_error_without_a_code_has_a_prefix_only_if_a_language_is_requested()
    {
        Cluster.Agents[0].ObAdminPresent = true;
        const string body = """{"data_backup_uri":"file:///none","archive_log_uri":""}""";
        Assert.Equal("exec ob_admin failed: exit status 1", (await Client.GetAsync("/api/v1/restore/windows", body)).ErrorMessage);
        Client.AcceptLanguage = "en";
        Assert.Equal("Unexpected error: exec ob_admin failed: exit status 1", (await Client.GetAsync("/api/v1/restore/windows", body)).ErrorMessage);
    }

    [Fact]
    public async Task Every_time_has_the_UTC_offset_of_the_host()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, HostUtcOffset = TimeSpan.FromHours(8) });
        var time = await Client.SendRawAsync("GET", "/api/v1/time", null);
        Assert.EndsWith("+08:00", (string)time.Data!, StringComparison.Ordinal);
        Assert.EndsWith("+08:00", (string)time.Json["timestamp"]!, StringComparison.Ordinal);
        var created = (JsonObject)(await Client.RestoreAsync("t1")).Data!;
        Assert.Equal("0001-01-01T00:00:00Z", (string?)created["start_time"]);
        Assert.EndsWith("+08:00", (string)(await Client.DagAsync())["start_time"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Trailing_zeros_of_fractional_seconds_are_removed()
    {
        var time = new StoppedTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, 120, TimeSpan.Zero));
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, TimeProvider = time });
        Assert.Equal("2026-01-01T00:00:00.12Z", (string?)(await Client.SendRawAsync("GET", "/api/v1/time", null)).Data);
        time.Now = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        Assert.Equal("2026-01-01T00:00:00Z", (string?)(await Client.SendRawAsync("GET", "/api/v1/time", null)).Data);
    }

    private async Task<string> RawAsync(string request)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync("127.0.0.1", Cluster.Agents[0].Uri.Port);
        var stream = tcp.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));
        using var reader = new StreamReader(stream);
        return await reader.ReadToEndAsync();
    }
}
