using System;
using System.Globalization;
using System.Net.Http;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;

namespace Obshell.Simulator.Tests;

/// <summary>A client for the simulator. It shares no code with the client of the module.</summary>
public sealed class TestClient : IDisposable
{
    private readonly HttpClient _http;

    public TestClient(SimulatedCluster cluster, int agent = 0, HttpMessageHandler? handler = null)
    {
        Cluster = cluster;
        AgentIndex = agent;
        _http = new HttpClient(handler ?? new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    }

    public SimulatedCluster Cluster { get; }

    public int AgentIndex { get; }

    public SimulatedAgent Agent => Cluster.Agents[AgentIndex];

    public string Password { get; set; } = "";

    public string HeaderName { get; set; } = "X-OCS-Header";

    public string? AcceptLanguage { get; set; }

    public static string TsIn(int seconds) => TestCalendar.Now.AddSeconds(seconds).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public Task<TestAnswer> GetAsync(string path, string? body = null) => SendAsync("GET", path, body);

    public Task<TestAnswer> PostAsync(string path, string? body = null) => SendAsync("POST", path, body);

    public Task<TestAnswer> PostAsync(string path, JsonNode body) => SendAsync("POST", path, body.ToJsonString());

    public Task<TestAnswer> DeleteAsync(string path, string? body = null) => SendAsync("DELETE", path, body);

    /// <summary>Sends a request. The header is valid unless <paramref name="edit"/> changes it.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path and query.</param>
    /// <param name="body">Plaintext of the body; null for none.</param>
    /// <param name="edit">Changes the fields of the header.</param>
    /// <param name="blockSize">RSA plaintext block size; null for the largest.</param>
    /// <param name="rawBody">Sent instead of the encrypted body.</param>
    /// <param name="lowerCase">Writes the field names in lower case, as the Python SDK does.</param>
    public async Task<TestAnswer> SendAsync(string method, string path, string? body = null, Action<HeaderFields>? edit = null, int? blockSize = null, string? rawBody = null, bool lowerCase = false)
    {
        var fields = new HeaderFields { Auth = Password, Ts = TsIn(60), Uri = path };
        if (body is not null || rawBody is not null)
            fields.Keys = Encryptor.NewKeys();
        var keys = fields.Keys;
        edit?.Invoke(fields);
        if (fields.Keys is { Length: 32 })
            keys = fields.Keys;
        var header = Encryptor.Header(fields.ToJson(lowerCase), Agent.PublicKey, blockSize);
        var content = rawBody ?? (body is null ? null : Encryptor.Body(body, keys!));
        return await SendRawAsync(method, path, content, (HeaderName, header));
    }

    public async Task<TestAnswer> SendRawAsync(string method, string path, string? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Agent.Uri, path));
        if (content is not null)
            request.Content = new StringContent(content, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (AcceptLanguage is not null)
            request.Headers.TryAddWithoutValidation("Accept-Language", AcceptLanguage);
        return await SendAsync(request);
    }

    public async Task<TestAnswer> SendAsync(HttpRequestMessage request)
    {
        var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        var type = response.Content.Headers.TryGetValues("Content-Type", out var types) ? string.Join(',', types) : null;
        return new TestAnswer($"HTTP/{response.Version} {(int)response.StatusCode} {response.ReasonPhrase}", (int)response.StatusCode, type, text, response);
    }

    /// <summary>A valid restore request for the default cluster and the single-zone cluster.</summary>
    public static JsonObject RestoreBody(string tenant, params string[] zones)
    {
        var list = new JsonArray();
        foreach (var zone in zones.Length == 0 ? ["zone1"] : zones)
            list.Add(new JsonObject { ["name"] = zone, ["replica_type"] = "FULL", ["unit_config_name"] = "u1", ["unit_num"] = 1 });
        return new JsonObject
        {
            ["data_backup_uri"] = "file:///data/backup/data",
            ["archive_log_uri"] = "file:///data/backup/clog",
            ["restore_tenant_name"] = tenant,
            ["zone_list"] = list,
        };
    }

    public Task<TestAnswer> RestoreAsync(string tenant, params string[] zones) => PostAsync("/api/v1/tenant/restore", RestoreBody(tenant, zones));

    public Task<TestAnswer> OperateAsync(string dag, string operation) => PostAsync("/api/v1/task/dag/" + dag, new JsonObject { ["operator"] = operation });

    public async Task<JsonObject> DagAsync(string id = "11") => (JsonObject)(await GetAsync("/api/v1/task/dag/" + id)).Data!;

    public void Advance(double seconds) => Cluster.Clock.Advance(TimeSpan.FromSeconds(seconds));

    public void Dispose() => _http.Dispose();
}
