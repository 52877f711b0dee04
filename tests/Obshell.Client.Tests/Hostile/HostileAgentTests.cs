using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Net.Sockets;
using System.Numerics;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Encryption;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Http;
using Obshell.Reliability;
using Xunit;
using Xunit.Abstractions;

namespace Obshell.Client.Tests.Hostile;

/// <summary>
/// Attacks by an agent over its socket. Each attack ends with a typed error, within the request's timeout and with limited memory. Data is
/// sent only to hosts that the user gave.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "8")]
[Collection(nameof(AloneCollection))]
[Trait("Category", "Slow")]
[Trait("Topic", "Hostile")]
public sealed class HostileAgentTests
{
    private const long MostBytes = 256L * 1024 * 1024;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(Effort.Of(1, 2));

    /// <summary>Additional time for a busy machine.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(4);

    private static readonly byte[] Block = [.. Enumerable.Repeat((byte)'x', 65536)];
    private static readonly byte[] Chunk = [.. "10000\r\n"u8, .. Block, .. "\r\n"u8];
    private readonly ITestOutputHelper output;

    public HostileAgentTests(ITestOutputHelper output) => this.output = output;

    private static (string Name, string[] Ends, Func<NetworkStream, CancellationToken, Task<bool>> Attack)[] Attacks =>
    [
        ("100 MB announced", ["AnswerTooLarge"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nContent-Length: 104857600\r\n\r\n", Block, 1600)),
        ("100 MB in chunks", ["AnswerTooLarge"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Chunk, 1600)),
        ("chunks without end", ["AnswerTooLarge"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Chunk)),
        ("an answer that only the connection's end ends", ["AnswerTooLarge"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\n\r\n", Block)),
        ("32 MB announced and not sent", ["RequestTimeout"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nContent-Length: 33554432\r\n\r\n", [], 0, hang: true)),
        ("a size of exabytes", ["AnswerTooLarge", "ConnectionLost"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nContent-Length: 9223372036854775807\r\n\r\n", Block, 10)),
        ("a negative size", ["ConnectionLost", "NotAnObshellAgent"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", Block, 1)),
        ("two sizes", ["ConnectionLost", "MalformedAnswer", "NotAnObshellAgent"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 65536\r\n\r\n", Block, 1)),
        ("a chunk of exabytes", ["ConnectionLost", "AnswerTooLarge"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFF\r\n", Block)),
        ("a chunk's extension without end", ["ConnectionLost"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;", Block)),
        ("trailers without end", ["ConnectionLost"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", Encoding.ASCII.GetBytes("X-T: " + new string('t', 1000) + "\r\n"))),
        ("one header without end", ["ConnectionLost"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nX-Bomb: ", Block)),
        ("headers without end", ["ConnectionLost"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\n", Encoding.ASCII.GetBytes("X-B: b\r\n"))),
        ("a status line without end", ["ConnectionLost"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 ", Block)),
        ("a flood of 100 Continue", ["RequestTimeout", "ConnectionLost"], (s, stop) => FloodAsync(s, stop, "", Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("HTTP/1.1 100 Continue\r\n\r\n", 100))))),
        ("a flood of 103 Early Hints", ["ConnectionLost", "RequestTimeout"], (s, stop) => FloodAsync(s, stop, "", Encoding.ASCII.GetBytes("HTTP/1.1 103 Early Hints\r\nLink: " + new string('l', 2000) + "\r\n\r\n"))),
        ("headers, a byte at a time, past the limit", ["RequestTimeout"], (s, stop) => DribbleAsync(s, stop, "HTTP/1.1 200 OK\r\nX-Slow: " + new string('s', 10_000))),
        ("a body, a byte at a time, past the limit", ["RequestTimeout"], (s, stop) => DribbleAsync(s, stop, "HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n{" + new string(' ', 9_999))),
        ("chunks, a byte at a time, past the limit", ["RequestTimeout"], (s, stop) => DribbleAsync(s, stop, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + string.Concat(Enumerable.Repeat("1\r\n \r\n", 3000)))),
        ("silence", ["RequestTimeout"], (s, stop) => FloodAsync(s, stop, "", [], 0, hang: true)),
        ("more announced than comes", ["ConnectionLost"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", Block, 1)),
        ("less announced than comes", ["MalformedAnswer"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n{\"suc", Block, 1)),
        ("a bomb in gzip that no one asked for", ["NotAnObshellAgent"], (s, stop) => FloodAsync(s, stop, $"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {GzipBomb.Length}\r\n\r\n", GzipBomb, 1)),
        ("a switch to another protocol", ["ConnectionLost", "AnswerTooLarge", "NotAnObshellAgent", "EmptyAnswer"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n", Block)),
        ("no HTTP at all", ["ConnectionLost"], (s, stop) => FloodAsync(s, stop, "\u0016\u0003\u0001 " + HostileServer.Password + "\r\n\r\n", Block, 2)),
        ("the password as a status line", ["ConnectionLost"], (s, stop) => FloodAsync(s, stop, HostileServer.Password + "\r\n\r\n", [], 0)),
        ("the password as a header's name", ["ConnectionLost", "MalformedAnswer", "EmptyAnswer"], (s, stop) => FloodAsync(s, stop, "HTTP/1.1 200 OK\r\n" + HostileServer.Password + "\r\n\r\n", [], 0)),
    ];

    private static byte[] GzipBomb { get; } = MakeBomb();

    [Fact]
    public async Task Promise_8_Every_attack_over_the_socket_ends_in_time_with_limited_memory_and_a_typed_error()
    {
        (string Name, TimeSpan Time) slowest = default;
        (string Name, long Bytes) dearest = default;
        var bad = new List<string>();
        foreach ((string name, string[] ends, Func<NetworkStream, CancellationToken, Task<bool>> attack) in Attacks)
        {
            await using var server = new HostileServer(attack);
            using ObConnection connection = await server.ConnectAsync(Limit);
            long before = GC.GetTotalAllocatedBytes(precise: true);
            var clock = Stopwatch.StartNew();

            // This read is not retried, because each retry would be the same attack again.
            ObshellException error = await Assert.ThrowsAnyAsync<ObshellException>(() => new ObshellClient(connection).Once.Dags.GetAsync("11"));
            TimeSpan time = clock.Elapsed;
            long bytes = GC.GetTotalAllocatedBytes(precise: true) - before;
            output.WriteLine($"{time.TotalMilliseconds,6:0} ms {bytes >> 10,8} KB {name}: {error.ErrorId} {error.Message}");
            if (!ends.Contains(error.ErrorId) || time > Limit + Slack || bytes > MostBytes || server.SawPassword() || error.ToString().Contains(HostileServer.Password, StringComparison.Ordinal))
            {
                bad.Add($"{name}: {error.ErrorId} after {time.TotalSeconds:0.0} s and {bytes >> 20} MB. {error.Message}");
            }

            slowest = time > slowest.Time ? (name, time) : slowest;
            dearest = bytes > dearest.Bytes ? (name, bytes) : dearest;
        }

        Assert.Empty(bad);
        Figures.Write(
            "hostile-agent",
            ("Attacks over the socket", "each a typed error", Attacks.Length.ToString(CultureInfo.InvariantCulture)),
            ($"Longest, with a request limit of {Limit.TotalSeconds:0} s", $"{(Limit + Slack).TotalSeconds:0} s", $"{slowest.Time.TotalSeconds:0.0} s ({slowest.Name})"),
            ("Bytes allocated for one, those of the server included", $"{MostBytes >> 20} MB", $"{dearest.Bytes >> 20} MB ({dearest.Name})"));
    }

    [Fact]
    public async Task Promise_8_The_answer_of_a_slow_agent_within_the_timeout_is_accepted()
    {
        string body = """{"successful":true,"data":{"id":"11","name":"x"}}""";
        await using var server = new HostileServer((s, stop) => DribbleAsync(s, stop, $"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n{body}"));
        using ObConnection connection = await server.ConnectAsync();
        Assert.Equal("x", (await new ObshellClient(connection).Dags.GetAsync("11")).Name);
    }

    [Fact]
    public async Task Promise_8_Data_after_an_answer_is_not_used_as_the_next_answer()
    {
        const string Good = """{"successful":true,"data":{"id":"11","name":"mine"}}""";
        const string Smuggled = """{"successful":true,"data":{"id":"11","name":"smuggled"}}""";
        await using var server = new HostileServer((s, _) => ScriptedServer.SendAsync(
            s, $"HTTP/1.1 200 OK\r\nContent-Length: {Good.Length}\r\n\r\n{Good}HTTP/1.1 200 OK\r\nContent-Length: {Smuggled.Length}\r\n\r\n{Smuggled}"));
        using ObConnection connection = await server.ConnectAsync();
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal("mine", (await new ObshellClient(connection).Dags.GetAsync("11")).Name);
        }
    }

    [Theory]
    [InlineData("301 Moved Permanently")]
    [InlineData("302 Found")]
    [InlineData("303 See Other")]
    [InlineData("307 Temporary Redirect")]
    [InlineData("308 Permanent Redirect")]
    [InlineData("300 Multiple Choices")]
    [Trait("Promise", "6")]
    public async Task Promise_6_A_redirect_to_another_host_is_refused_and_that_host_gets_no_data(string status)
    {
        await using var elsewhere = new ScriptedServer((_, stream, _) => ScriptedServer.SendJsonAsync(stream, HostileServer.Info));
        string head = $"HTTP/1.1 {status}\r\nLocation: {elsewhere.Uri}/api/v1/x\r\nContent-Location: {elsewhere.Uri}/\r\nRefresh: 0; url={elsewhere.Uri}\r\nAlt-Svc: h2=\"{new Uri(elsewhere.Uri).Authority}\"\r\nSet-Cookie: a=b\r\n";
        await using var server = new HostileServer((s, _) => ScriptedServer.SendAsync(s, head + "Content-Length: 0\r\n\r\n"));
        using (ObConnection connection = await server.ConnectAsync())
        {
            var client = new ObshellClient(connection);
            Assert.Equal("RedirectRefused", (await Assert.ThrowsAsync<ObshellProtocolException>(() => client.Dags.GetAsync("11"))).ErrorId);
            Assert.Equal("RedirectRefused", (await Assert.ThrowsAsync<ObshellProtocolException>(() => client.Units.CreateAsync(new UnitConfigSpec { Name = "s", MemorySize = "1G", MaxCpu = 1 }))).ErrorId);
            await Assert.ThrowsAnyAsync<ObshellException>(() => client.Raw.InvokeAsync("DELETE", "/api/v1/x"));
        }

        // A redirect of the first request, before a key is read, is refused too.
        await using var gate = new ScriptedServer((_, stream, _) => ScriptedServer.SendAsync(stream, head + "Content-Length: 0\r\n\r\n"));
        await Assert.ThrowsAnyAsync<ObshellException>(() => ObConnection.ConnectAsync(new ConnectOptions { Server = [gate.Uri], Password = SecretText.Protect(HostileServer.Password) }));
        Assert.Empty(elsewhere.Requests);
        Assert.DoesNotContain(server.Requests.Concat(gate.Requests), r => r.Contains("Cookie", StringComparison.OrdinalIgnoreCase));
        Assert.False(server.SawPassword());
    }

    [Fact]
    [Trait("Promise", "6")]
    public async Task Promise_6_The_key_of_an_agent_is_used_only_for_this_agent_even_if_it_reports_another_address()
    {
        await using var elsewhere = new ScriptedServer((_, stream, _) => ScriptedServer.SendJsonAsync(stream, HostileServer.Info));
        await using var server = new HostileServer((s, _) => ScriptedServer.SendJsonAsync(s, """{"successful":true,"data":{"id":"11"}}""")) { SecretIp = new Uri(elsewhere.Uri).Authority };
        using ObConnection connection = await server.ConnectAsync();
        await new ObshellClient(connection).Dags.GetAsync("11");
        Assert.Empty(elsewhere.Requests);
        Assert.False(server.SawPassword());
    }

    [Fact]
    [Trait("Promise", "6")]
    public async Task Promise_6_An_agent_that_always_changes_its_key_gets_a_request_only_twice()
    {
        HostileServer? server = null;
        server = new HostileServer((s, _) =>
        {
            server!.PublicKey = KeyText.New();
            return ScriptedServer.SendJsonAsync(s, """{"successful":false,"status":401,"error":{"code":1,"errCode":"Security.Authentication.Header.DecryptFailed","message":"no"}}""");
        });
        await using (server)
        {
            using ObConnection connection = await server.ConnectAsync();
            await Assert.ThrowsAsync<ObshellApiException>(() => new ObshellClient(connection).Dags.GetAsync("11"));
            Assert.Equal(2, server.Requests.Count(r => r.Contains("/task/dag/11", StringComparison.Ordinal)));
            Assert.False(server.SawPassword());
        }
    }

    [Theory]
    [InlineData(1024, 1)]
    [InlineData(1024, 0)]
    [InlineData(1024, 2)]
    [InlineData(1024, 65536)]
    [InlineData(96, 65537)]
    [InlineData(256, 65537)]
    [InlineData(504, 65537)]
    [InlineData(32768, 65537)]
    [InlineData(1_000_000, 65537)]
    [Trait("Promise", "6")]
    public async Task Promise_6_A_weak_or_invalid_key_is_refused_before_anything_is_encrypted_with_it(int bits, int exponent)
    {
        string key = KeyOf(bits, exponent);
        await using var server = new HostileServer((s, _) => ScriptedServer.SendJsonAsync(s, """{"successful":true,"data":{"id":"11"}}""")) { PublicKey = key };
        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<ObshellProtocolException>(() => server.ConnectAsync());
        Assert.Equal("BadPublicKey", error.ErrorId);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"It took {clock.Elapsed}.");
        Assert.DoesNotContain(server.Requests, r => r.Contains("X-OCS", StringComparison.OrdinalIgnoreCase));
        Assert.False(server.SawPassword());
        if (bits <= 32768)
        {
            Assert.ThrowsAny<FormatException>(() => AgentKey.Parse(key, BouncyCastleRsaBlock.Import));
        }
    }

    [Fact]
    public async Task Promise_8_Damaged_HTTP_answers_end_in_a_result_or_in_a_typed_error()
    {
        const string Body = """{"successful":true,"timestamp":"2026-11-22T12:00:00Z","status":200,"traceId":"0123456789abcdef","data":{"id":"11","name":"x"}}""";
        string[] heads =
        [
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Body.Length}\r\n\r\n{Body}", $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Body.Length:x}\r\n{Body}\r\n0\r\n\r\n", $"HTTP/1.0 200 OK\r\n\r\n{Body}",
            $"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: {Body.Length}\r\nRetry-After: 5\r\nConnection: close\r\n\r\n{Body}", "HTTP/1.1 503 Busy\r\nRetry-After: 1\r\nContent-Length: 0\r\n\r\n",
        ];
        int count = Effort.Of(300, 10_000);
        var chance = new Chance(8);
        byte[] next = [];
        await using var server = new HostileServer(async (s, _) =>
        {
            await s.WriteAsync(next);
            return false;
        });
        using ObConnection connection = await server.ConnectAsync(TimeSpan.FromSeconds(20));
        int results = 0;
        for (int i = 0; i < count; i++)
        {
            byte[] honest = Encoding.ASCII.GetBytes(chance.Of(heads));
            for (int faults = 1 + chance.Below(4); faults > 0; faults--)
            {
                int at = chance.Below(chance.OneIn(3) ? honest.Length : Math.Min(honest.Length, 90));
                honest = chance.Below(4) switch
                {
                    0 => honest[..at],
                    1 => [.. honest[..at], (byte)chance.Below(256), .. honest[Math.Min(honest.Length, at + 1)..]],
                    2 => [.. honest[..at], .. chance.Of<byte[]>([13, 10], [10], [0], [255, 254], [.. "\r\n\r\n"u8], [.. ": "u8], [.. "99999999999999999999"u8], [.. "Content-Length: 7\r\n"u8], [.. "Transfer-Encoding: gzip, chunked\r\n"u8]), .. honest[at..]],
                    _ => [.. honest[..at], .. honest[Math.Min(honest.Length, at + chance.Below(20))..]],
                };
                honest = honest.Length == 0 ? [0] : honest;
            }

            next = honest;
            try
            {
                await new ObshellClient(connection).Once.Dags.GetAsync("11").WaitAsync(TimeSpan.FromSeconds(30));
                results++;
            }
            catch (ObshellException)
            {
                // A typed error is expected.
            }
        }

        Assert.InRange(results, 1, count - 1);
        Figures.Write("hostile-http", ("Answers that are hardly HTTP, over a socket", "10,000", count.ToString("N0", CultureInfo.InvariantCulture)), ("Exceptions outside the ObshellException family", "0", "0"), ("Of them still readable", "", results.ToString("N0", CultureInfo.InvariantCulture)));
    }

    private static async Task<bool> FloodAsync(NetworkStream stream, CancellationToken stop, string head, byte[] block, int times = int.MaxValue, bool hang = false)
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), stop);
        for (int i = 0; i < times; i++)
        {
            await stream.WriteAsync(block, stop);
        }

        if (hang)
        {
            await Task.Delay(Timeout.Infinite, stop);
        }

        return false;
    }

    /// <summary>Sends a hundred bytes a second, because the timeout of this test is short.</summary>
    private static async Task<bool> DribbleAsync(NetworkStream stream, CancellationToken stop, string text)
    {
        foreach (byte b in Encoding.ASCII.GetBytes(text))
        {
            await stream.WriteAsync(new[] { b }, stop);
            await Task.Delay(10, stop);
        }

        return true;
    }

    private static byte[] MakeBomb()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int i = 0; i < 1600; i++)
            {
                gzip.Write(Block);
            }
        }

        return packed.ToArray();
    }

    /// <summary>The DER encoding of an RSAPublicKey with an odd modulus of this size.</summary>
    private static string KeyOf(int bits, int exponent)
    {
        var random = new byte[bits / 8];
        new Random(bits).NextBytes(random);
        random[0] |= 0x80;
        random[^1] |= 1;
        var writer = new System.Formats.Asn1.AsnWriter(System.Formats.Asn1.AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(random, isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(exponent);
        }

        return Convert.ToBase64String(writer.Encode());
    }
}
