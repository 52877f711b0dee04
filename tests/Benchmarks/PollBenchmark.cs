using System;
using System.IO;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Obshell.Client;
using Obshell.Client.Dags;
using Obshell.Client.Encryption;
using Obshell.Client.Http;
using Obshell.Client.Json;
using Obshell.Client.Secrets;

namespace Obshell.Benchmarks;

/// <summary>
/// The client's own work for one poll without the transport: a new header, a reused header, and the decoding of the answer.
/// </summary>
[MemoryDiagnoser]
public class PollBenchmark
{
    private const string Uri = "/api/v1/task/dag/11?show_details=false";

    private readonly SecureString password = SecretText.Protect("Root#123");
    private readonly Redactor redactor = new();
    private readonly HeaderCache cache = new(TimeProvider.System);
    private AgentKey key = null!;
    private RawAnswer answer;

    /// <summary>Prepares a 1024-bit key and a recorded answer without details.</summary>
    [GlobalSetup]
    public void Setup()
    {
        redactor.Remember(password);
        using var pair = RSA.Create(1024);
        key = AgentKey.Parse(Convert.ToBase64String(pair.ExportRSAPublicKey()));
        JsonNode body = JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "captures", "restore-dag-3.json")))!["response"]!["body"]!;
        body["data"]!["nodes"] = null;
        body["data"]!["additional_data"] = null;

        // Agents return the trace id of the request.
        answer = new RawAnswer(200, Encoding.UTF8.GetBytes(body.ToJsonString()), null, (string)body["traceId"]!, "agent:2886");
    }

    /// <summary>The encryption of a new header.</summary>
    [Benchmark(Baseline = true)]
    public string FreshHeader() => RequestHeader.Create(key, password, DateTimeOffset.UtcNow + RequestHeader.Lifetime, Uri, null);

    /// <summary>Reading a header from the cache.</summary>
    [Benchmark]
    public string ReusedHeader() => cache.GetOrCreate(Uri, this, static (b, _) => new TimedHeader(b.FreshHeader(), DateTimeOffset.UtcNow + RequestHeader.Lifetime)).Text;

    /// <summary>Decoding the envelope and the DAG of one answer.</summary>
    [Benchmark]
    public AgentDag Decode() => AnswerData.Read(EnvelopeReader.Read(answer, redactor), DagJson.Default.AgentDag);
}
