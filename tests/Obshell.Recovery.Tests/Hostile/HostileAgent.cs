using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Tests.Hostile;

namespace Obshell.Recovery.Tests.Hostile;

/// <summary>
/// An agent in memory that replaces the network. Everything above the transport is the real code. Each answer depends only on the seed, the
/// path and the number of earlier requests to the path, so parallel requests do not change the answers.
/// </summary>
internal sealed class HostileAgent : HttpMessageHandler
{
    private const string Version = """{"identity":"CLUSTER AGENT","version":"4.5.0.0-0","obVersion":"4.3.5","supportedAuth":["v2"],"state":2,"startAt":1795350252777736924,"zone":"zone1","ip":"10.0.0.1","port":2886}""";

    private readonly ulong seed;
    private readonly string publicKey;
    private readonly Dictionary<string, int> asked = new(StringComparer.Ordinal);
    private int answers;

    public HostileAgent(ulong seed, string publicKey)
    {
        this.seed = seed;
        this.publicKey = publicKey;
    }

    /// <summary>While true, the agent gives correct answers, so that a client can connect.</summary>
    public bool IsHonest { get; set; }

    /// <summary>The number of hostile answers.</summary>
    public int Answers => Volatile.Read(ref answers);

    public int LargestAnswer { get; private set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string path = request.RequestUri!.PathAndQuery;
        if (IsHonest)
        {
            return Task.FromResult(Respond(200, Honest(AnswerKinds.Of(path))));
        }

        int times;
        lock (asked)
        {
            string key = path.Split('?')[0];
            times = asked[key] = asked.GetValueOrDefault(key) + 1;
        }

        Interlocked.Increment(ref answers);
        return Task.FromResult(Make(path, new Chance(seed ^ Fingerprint(path) ^ ((ulong)times << 48))));
    }

    private byte[] Honest(AnswerKind kind) => Encoding.UTF8.GetBytes(
        $$"""{"successful":true,"timestamp":"2026-11-22T12:00:00Z","duration":1,"status":200,"traceId":"0123456789abcdef","data":{{(kind switch
        {
            AnswerKind.Info => Version,
            AnswerKind.Secret => JsonSerializer.Serialize(new Dictionary<string, object> { ["ip"] = "10.0.0.1", ["port"] = 2886, ["public_key"] = publicKey }),
            _ => SeedCorpus.Of(kind)[^1].GetRawText(),
        })}}}""");

    private HttpResponseMessage Make(string path, Chance chance)
    {
        AnswerKind kind = AnswerKinds.Of(path);

        // Most answers for the login are correct. If no client can connect, nothing else is tested.
        bool gatekeeper = kind is AnswerKind.Info or AnswerKind.Secret or AnswerKind.Cluster;
        if (gatekeeper && !chance.OneIn(6))
        {
            return Respond(200, Honest(kind));
        }

        byte[] body = Body(kind, chance);
        if (chance.OneIn(12))
        {
            body = Spoil(body, chance);
        }

        LargestAnswer = Math.Max(LargestAnswer, body.Length);
        int status = chance.OneIn(5) ? chance.Of(200, 201, 202, 204, 206, 300, 301, 304, 307, 308, 400, 401, 403, 404, 405, 408, 409, 418, 429, 500, 501, 502, 503, 504, 599, 999) : 200;
        HttpResponseMessage response = Respond(status, body);
        if (chance.OneIn(10))
        {
            response.Headers.TryAddWithoutValidation("Retry-After", chance.Of("0", "1", "-1", "99999999", "2147483647", "9999999999999", "Fri, 31 Dec 9999 23:59:59 GMT", "Mon, 01 Jan 0001 00:00:00 GMT", "soon", "1.5"));
        }

        return response;
    }

    private byte[] Body(AnswerKind kind, Chance chance)
    {
        // The rate of wrong values, from about one in the whole answer to nearly all.
        var json = new HostileJson(chance, chance.Of(3, 8, 20, 60, 200));
        int way = chance.Below(20);
        if (way == 0)
        {
            json.Tree(6);
            return json.Bytes;
        }

        if (way == 1)
        {
            return Encoding.UTF8.GetBytes(chance.Of(
                "", " ", "null", "[]", "{}", "{", "[", "\"x\"", "0", "true", "<html>" + HostileJson.Canary + "</html>", "\uFEFF{\"successful\":true}", "{\"successful\":true}", "{\"successful\":false}", "{\"successful\":null,\"data\":{}}",
                "{\"successful\":true,\"data\":null}", "{\"successful\":true,\"data\":{}}x", "{\"successful\":true,\"data\":{}}{\"successful\":true}", "{\"SUCCESSFUL\":true}", new string('[', 100_000), string.Concat(Enumerable.Repeat("{\"a\":", 30_000)),
                "{\"successful\":false,\"error\":\"" + HostileJson.Canary + "\"}", "{\"successful\":false,\"error\":{\"errCode\":\"" + HostileJson.Canary + "\",\"message\":\"" + HostileJson.Canary + "\"},\"traceId\":\"" + HostileJson.Canary + "\"}",
                new string('\0', 1000), new string('\n', 5000), "HTTP/1.1 200 OK\r\n\r\n{}"));
        }

        IReadOnlyList<JsonElement> corpus = SeedCorpus.Of(chance.OneIn(12) ? chance.Of(Enum.GetValues<AnswerKind>()) : kind);
        Envelope(json, chance, corpus.Count == 0 ? SeedCorpus.Of(AnswerKind.Other)[0] : corpus[chance.Below(corpus.Count)]);
        return json.Bytes;
    }

    private static void Envelope(HostileJson json, Chance chance, JsonElement data)
    {
        bool isError = chance.OneIn(5);
        var parts = new List<(string Name, Action Write)>
        {
            ("successful", () => json.Raw(isError ? "false" : "true")),
            ("timestamp", () => json.Raw("\"2026-11-22T12:00:00.123456789Z\"")),
            ("duration", () => json.Raw("1")),
            ("status", () => json.Raw("200")),
            ("traceId", () => json.Raw("\"0123456789abcdef\"")),
            isError ? ("error", () => json.Value(SeedCorpus.Errors[chance.Below(SeedCorpus.Errors.Count)])) : ("data", () => json.Value(data)),
        };
        for (int i = chance.OneIn(6) ? chance.Below(4) : 0; i > 0; i--)
        {
            int at = chance.Below(parts.Count);
            switch (chance.Below(4))
            {
                case 0:
                    parts.RemoveAt(at);
                    break;
                case 1:
                    parts.Add(parts[at]);
                    break;
                case 2:
                    parts[at] = (parts[at].Name, () => json.Tree(3));
                    break;
                default:
                    parts.Reverse();
                    break;
            }
        }

        string separator = "{";
        foreach ((string name, Action write) in parts)
        {
            json.Raw(separator + "\"" + name + "\":");
            write();
            separator = ",";
        }

        json.Raw(parts.Count == 0 ? "{}" : "}");
    }

    /// <summary>Removes, changes, doubles or inserts bytes at random positions.</summary>
    private static byte[] Spoil(byte[] body, Chance chance)
    {
        var bytes = new List<byte>(body);
        for (int i = chance.Below(4); i >= 0 && bytes.Count > 0; i--)
        {
            int at = chance.Below(bytes.Count);
            switch (chance.Below(5))
            {
                case 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                case 1:
                    bytes[at] = (byte)chance.Below(256);
                    break;
                case 2:
                    bytes.Insert(at, chance.Of<byte>(0xFF, 0xC3, 0x00, (byte)'"', (byte)'\\', (byte)'{', (byte)',', 0xED));
                    break;
                case 3:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, chance.Below(16)));
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, chance.Below(200))));
                    break;
            }
        }

        return [.. bytes];
    }

    private static HttpResponseMessage Respond(int status, byte[] body) => new((HttpStatusCode)status) { Content = new ByteArrayContent(body) };

    private static ulong Fingerprint(string path) => path.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);

    public override string ToString() => seed.ToString("x16", CultureInfo.InvariantCulture);
}
