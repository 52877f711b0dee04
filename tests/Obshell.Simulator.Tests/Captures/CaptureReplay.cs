using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Obshell.Simulator.Tests;

/// <summary>Sends the request of a capture to a simulator and records the differences between its answer and the capture.</summary>
public sealed class CaptureReplay
{
    private const string RecordedPort = "2886";
    private const string RecordedLocalPrefix = "2213070643302886";

    private readonly Dictionary<string, List<string>> _differences;
    private readonly SimulatedCluster _cluster;
    private readonly TestClient _client;

    public CaptureReplay(SimulatedCluster cluster, Dictionary<string, List<string>> differences)
    {
        _cluster = cluster;
        _client = new TestClient(cluster);
        _differences = differences;
    }

    private string Port => _cluster.Agents[0].Uri.Port.ToString(CultureInfo.InvariantCulture);

    private string LocalPrefix => "22130706433" + _cluster.Agents[0].Uri.Port.ToString("00000", CultureInfo.InvariantCulture);

    /// <summary>Sends requests that a recorded session also sent, but that were not recorded.</summary>
    public TestClient Client => _client;

    public void Advance(int seconds) => _client.Advance(seconds);

    public async Task SendAsync(params string[] names)
    {
        foreach (var name in names)
            _differences[name] = await CompareAsync(Capture.Load(name));
    }

    private async Task<List<string>> CompareAsync(Capture capture)
    {
        var answer = await SendAsync(capture);
        var found = new List<string>();
        if ((string?)capture.Response["statusLine"] != answer.StatusLine)
            found.Add($"recorded {capture.Response["statusLine"]}, ours {answer.StatusLine} {answer.Text}");
        if ((string?)capture.Response["contentType"] != answer.ContentType)
            found.Add($"recorded {capture.Response["contentType"]}, ours {answer.ContentType}");
        var recorded = capture.Response["body"];
        if (recorded is JsonValue text)
        {
            if ((string?)text != answer.Text)
                found.Add($"recorded body '{text}', ours '{answer.Text}'");
            return found;
        }
        // The recorded agent had the port 2886. The simulator has any free port, and local ids contain the port.
        var normal = answer.Text.Replace(LocalPrefix, RecordedLocalPrefix, StringComparison.Ordinal)
            .Replace($"127.0.0.1:{Port}", "127.0.0.1:" + RecordedPort, StringComparison.Ordinal)
            .Replace($"\"port\":{Port}", $"\"port\":{RecordedPort}", StringComparison.Ordinal);
        // The second recorded agent had the port 2986.
        if (_cluster.Agents.Count > 1)
            normal = normal.Replace($"\"port\":{_cluster.Agents[1].Uri.Port}", "\"port\":2986", StringComparison.Ordinal).Replace($"127.0.0.1:{_cluster.Agents[1].Uri.Port}", "127.0.0.1:2986", StringComparison.Ordinal);
        found.AddRange(Difference.Between(recorded, JsonNode.Parse(normal)));
        return found;
    }

    private async Task<TestAnswer> SendAsync(Capture capture)
    {
        var request = capture.Request;
        var method = (string)request["method"]!;
        var path = ((string)request["path"]!).Replace(RecordedLocalPrefix, LocalPrefix, StringComparison.Ordinal);
        _client.AcceptLanguage = (string?)request["acceptLanguage"];
        if (request["headerPlaintext"] is not JsonObject fields)
        {
            var (headers, body) = CurlArguments(request["curlArguments"] as JsonArray);
            return await _client.SendRawAsync(method, path, body, headers);
        }
        var plain = request["bodyPlaintext"]?.ToJsonString();
        var encrypted = (bool?)request["bodySentEncrypted"] ?? true;
        return await _client.SendAsync(method, path, encrypted ? plain : null, header =>
        {
            header.Auth = (string)fields["Auth"]!;
            // The recorded expiry times are in the past, so they are replaced. The value 1000000000 is not replaced, because it had already
            // expired in the recording.
            header.Ts = (string)fields["Ts"]! == "1000000000" ? "1000000000" : TestClient.TsIn(60);
            header.Uri = ((string)fields["Uri"]!).Replace(RecordedLocalPrefix, LocalPrefix, StringComparison.Ordinal);
            foreach (var (name, value) in fields.Where(f => f.Key is not ("Auth" or "Ts" or "Uri")))
                header.More[name] = value;
        }, rawBody: encrypted ? null : plain);
    }

    private static ((string, string)[] Headers, string? Body) CurlArguments(JsonArray? arguments)
    {
        var headers = new List<(string, string)>();
        string? body = null;
        for (var i = 0; arguments is not null && i + 1 < arguments.Count; i += 2)
        {
            var value = (string)arguments[i + 1]!;
            if ((string)arguments[i]! == "-d")
                body = value;
            else if (!value.StartsWith("Content-Type", StringComparison.Ordinal))
                headers.Add((value[..value.IndexOf(':', StringComparison.Ordinal)], value[(value.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()));
        }
        return ([.. headers], body);
    }

    public static string Text(IEnumerable<string> differences) => new StringBuilder().AppendJoin('\n', differences).ToString();
}
