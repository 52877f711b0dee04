using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Http;
using Xunit;

namespace Obshell.Client.Tests.Http;

/// <summary>HttpTransport with servers that behave in the worst ways.</summary>
[Trait("Topic", "Connecting")]
public sealed class HttpTransportTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    [Trait("Promise", "5")]
    public async Task A_request_with_a_body_is_not_sent_again_if_a_kept_connection_breaks()
    {
        await using var server = new ScriptedServer((head, stream, _) =>
            head.StartsWith("POST", StringComparison.Ordinal) ? Task.FromResult(false) : ScriptedServer.SendJsonAsync(stream, "{\"successful\":true}"));
        using HttpTransport transport = Transport(server);
        await SendAsync(transport, server, HttpMethod.Get, null);
        var error = await Assert.ThrowsAsync<ObshellConnectionException>(() => SendAsync(transport, server, HttpMethod.Post, "body"));
        Assert.Equal(("ConnectionLost", true), (error.ErrorId, error.MayHaveRun));
        Assert.Equal(1, server.Requests.Count(r => r.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_request_with_an_incomplete_answer_ends_at_the_timeout_or_at_once_after_a_cancellation()
    {
        await using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.SendAsync(stream, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"succ");
            await Task.Delay(Timeout.Infinite, stop);
            return false;
        });
        using HttpTransport transport = Transport(server);
        var error = await Assert.ThrowsAsync<ObshellConnectionException>(() => SendAsync(transport, server, HttpMethod.Get, null, TimeSpan.FromMilliseconds(300)));
        Assert.Equal(("RequestTimeout", true), (error.ErrorId, error.MayHaveRun));

        using var cancel = new CancellationTokenSource();
        Task<RawAnswer> hung = SendAsync(transport, server, HttpMethod.Get, null, cancellation: cancel.Token);
        while (server.Requests.Length < 2)
        {
            await Task.Yield();
        }

        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hung);
        Assert.True(clock.Elapsed < TimeSpan.FromMilliseconds(500), $"took {clock.ElapsedMilliseconds} ms");
    }

    [Theory]
    [Trait("Promise", "8")]
    [InlineData("Retry-After: 7\r\n", 7.0)]
    [InlineData("Date: Sat, 21 Nov 2026 12:00:00 GMT\r\nRetry-After: Sat, 21 Nov 2026 12:00:07 GMT\r\n", 7.0)]
    [InlineData("Date: Sat, 21 Nov 2026 12:00:00 GMT\r\nRetry-After: Sat, 21 Nov 2026 11:00:00 GMT\r\n", null)]
    [InlineData("Retry-After: 86400\r\n", 60.0)]
    [InlineData("Retry-After: 0\r\n", null)]
    [InlineData("Retry-After: soon\r\n", null)]
    [InlineData("", null)]
    public async Task Retry_After_is_relative_to_the_date_of_the_answer_and_limited_to_one_minute(string header, double? seconds)
    {
        await using var server = new ScriptedServer((_, stream, _) =>
            ScriptedServer.SendAsync(stream, $"HTTP/1.1 503 Service Unavailable\r\n{header}Content-Length: 2\r\n\r\nno"));
        using HttpTransport transport = Transport(server);

        RawAnswer answer = await SendAsync(transport, server, HttpMethod.Get, null);

        Assert.Equal(seconds, answer.RetryAfter?.TotalSeconds);
    }

    [Theory]
    [InlineData("Content-Length: 104857600\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\n")]
    public async Task An_endless_answer_is_stopped(string header)
    {
        await using var server = new ScriptedServer(async (_, stream, stop) =>
        {
            await ScriptedServer.SendAsync(stream, "HTTP/1.1 200 OK\r\n" + header + "\r\n");
            string block = new('x', 65536);
            while (!stop.IsCancellationRequested)
            {
                await ScriptedServer.SendAsync(stream, header.StartsWith('T') ? "10000\r\n" + block + "\r\n" : block);
            }

            return false;
        });
        using HttpTransport transport = Transport(server);
        var error = await Assert.ThrowsAsync<ObshellProtocolException>(() => SendAsync(transport, server, HttpMethod.Get, null));
        Assert.Equal("AnswerTooLarge", error.ErrorId);
    }

    [Fact]
    public async Task A_flood_of_headers_is_refused()
    {
        await using var server = new ScriptedServer((_, stream, _) =>
            ScriptedServer.SendAsync(stream, "HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Repeat("X-Bomb: " + new string('y', 1000) + "\r\n", 1000)) + "\r\n{}", keepOpen: false));
        using HttpTransport transport = Transport(server);
        await Assert.ThrowsAsync<ObshellConnectionException>(() => SendAsync(transport, server, HttpMethod.Get, null));
    }

    [Fact]
    public async Task A_redirect_is_never_followed()
    {
        await using var elsewhere = new ScriptedServer((_, stream, _) => ScriptedServer.SendJsonAsync(stream, "{}"));
        await using var server = new ScriptedServer((_, stream, _) =>
            ScriptedServer.SendAsync(stream, $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {elsewhere.Uri}/api/v1/x\r\nContent-Length: 0\r\n\r\n"));
        using HttpTransport transport = Transport(server);
        Assert.Equal(307, (await SendAsync(transport, server, HttpMethod.Get, null)).Status);
        Assert.Empty(elsewhere.Requests);
    }

    [Fact]
    public async Task After_a_refused_connection_it_is_certain_that_nothing_was_sent()
    {
        string uri;
        await using (var server = new ScriptedServer((_, _, _) => Task.FromResult(false)))
        {
            uri = server.Uri;
        }

        using var transport = new HttpTransport(ServerAddress.Parse(uri, "Server"), new ConnectOptions());
        var error = await Assert.ThrowsAsync<ObshellConnectionException>(() => transport.SendAsync(HttpMethod.Post, new Uri(uri + "/x"), null, null, "b", "t", Limit, default));
        Assert.Equal(("AgentUnreachable", false), (error.ErrorId, error.MayHaveRun));
    }

    [Theory]
    [InlineData(new byte[0])]
    [InlineData(new byte[] { 0x16 })]
    [Trait("Promise", "5")]
    public async Task After_a_broken_TLS_handshake_it_is_certain_that_nothing_was_sent(byte[] answer)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string uri = "https://127.0.0.1:" + ((IPEndPoint)listener.LocalEndpoint).Port;
        using var transport = new HttpTransport(ServerAddress.Parse(uri, "Server"), new ConnectOptions());
        Task<RawAnswer> sending = transport.SendAsync(HttpMethod.Post, new Uri(uri + "/x"), "X-OCS-Header", "h", "b", "t", Limit, default);
        using (TcpClient client = await listener.AcceptTcpClientAsync())
        {
            Assert.True(await client.GetStream().ReadAsync(new byte[4096]) > 0);
            await client.GetStream().WriteAsync(answer);
        }

        var error = await Assert.ThrowsAsync<ObshellConnectionException>(() => sending);
        Assert.Equal(("AgentUnreachable", false, true), (error.ErrorId, error.MayHaveRun, error.IsTransient));
        Assert.Contains("TLS handshake", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_known_headers_are_sent_and_the_system_proxy_is_not_used()
    {
        await using var server = new ScriptedServer((_, stream, _) => ScriptedServer.SendJsonAsync(stream, "{}"));
        using HttpTransport transport = Transport(server);
        await SendAsync(transport, server, HttpMethod.Post, "QUJD");
        string[] lines = server.Requests.Single().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("POST /api/v1/x HTTP/1.1", lines[0]);
        Assert.Contains("Content-Type: application/json", lines);
        Assert.Equal(
            ["Accept", "Accept-Language", "Content-Length", "Content-Type", "Host", "X-OBSHELL-Trace-ID", "X-OCS-Header"],
            lines.Skip(1).Select(l => l.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("zh-CN", "zh-CN")]
    [InlineData("zh-TW", "zh-CN")]
    [InlineData("zh-Hans-SG", "zh-CN")]
    [InlineData("en-US", "en")]
    [InlineData("de-DE", "en")]
    [InlineData("", "en")]
    public async Task Accept_Language_contains_the_users_language_as_one_simple_tag(string culture, string tag)
    {
        await using var server = new ScriptedServer((_, stream, _) => ScriptedServer.SendJsonAsync(stream, "{}"));
        using var transport = new HttpTransport(ServerAddress.Parse(server.Uri, "Server"), new ConnectOptions { Language = CultureInfo.GetCultureInfo(culture) });
        await SendAsync(transport, server, HttpMethod.Get, null);
        Assert.Contains("Accept-Language: " + tag, server.Requests.Single().Split("\r\n"));
    }

    private static HttpTransport Transport(ScriptedServer server) => new(ServerAddress.Parse(server.Uri, "Server"), new ConnectOptions());

    private static Task<RawAnswer> SendAsync(
        HttpTransport transport, ScriptedServer server, HttpMethod method, string? body, TimeSpan? limit = null, CancellationToken cancellation = default) =>
        transport.SendAsync(method, new Uri(server.Uri + "/api/v1/x"), "X-OCS-Header", "h", body, "trace", limit ?? Limit, cancellation);
}
