using System;
using System.Globalization;
using System.IO;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace ObshellPS.Tests.Stages;

/// <summary>
/// Another user who works on the same cluster with another tool. The class uses no code of the module, and marks its requests, so that
/// tests can separate them from the module's requests.
/// </summary>
public sealed class Administrator : IDisposable
{
    private const string Mark = "administrator";

    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
    private readonly SimulatedCluster cluster;

    public Administrator(SimulatedCluster cluster) => this.cluster = cluster;

    public static bool Sent(RecordedRequest request) => request.TraceId.StartsWith(Mark, StringComparison.Ordinal);

    /// <summary>Sends RETRY, ROLLBACK, CANCEL or PASS for a DAG.</summary>
    public Task OperateAsync(string dag, string operation) => SendAsync("POST", "/api/v1/task/dag/" + dag, $$"""{"operator":"{{operation}}"}""");

    /// <summary>Sends PASS for one node.</summary>
    public Task PassNodeAsync(string node) => SendAsync("POST", "/api/v1/task/node/" + node, """{"operator":"PASS"}""");

    /// <summary>Cancels a tenant's restore and rolls it back.</summary>
    public Task CancelRestoreAsync(string tenant) => SendAsync("DELETE", $"/api/v1/tenant/{tenant}/restore", null);

    public void Dispose() => http.Dispose();

    private async Task SendAsync(string method, string path, string? body)
    {
        SimulatedAgent agent = cluster.Agents[0];
        byte[] keys = RandomNumberGenerator.GetBytes(32);
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(agent.Uri, path));
        request.Headers.TryAddWithoutValidation("X-OCS-Header", Header(agent, path, keys));
        request.Headers.TryAddWithoutValidation("X-OBSHELL-Trace-ID", Mark);
        if (body is not null)
        {
            using var aes = Aes.Create();
            aes.Key = keys[..16];
            request.Content = new StringContent(Convert.ToBase64String(aes.EncryptCbc(Encoding.UTF8.GetBytes(body), keys[16..])), Encoding.ASCII, "application/json");
        }

        using HttpResponseMessage answer = await http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    private string Header(SimulatedAgent agent, string path, byte[] keys)
    {
        byte[] plain = Encoding.UTF8.GetBytes(new JsonObject
        {
            ["Auth"] = cluster.RootPassword,
            ["Ts"] = TestCalendar.Now.AddMinutes(1).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
            ["Uri"] = path,
            ["Keys"] = Convert.ToBase64String(keys),
        }.ToJsonString());
        using var rsa = RSA.Create();
        rsa.ImportRSAPublicKey(Convert.FromBase64String(agent.PublicKey), out _);
        int block = (rsa.KeySize / 8) - 11;
        using var cipher = new MemoryStream();
        for (int i = 0; i < plain.Length; i += block)
        {
            cipher.Write(rsa.Encrypt(plain.AsSpan(i, Math.Min(block, plain.Length - i)), RSAEncryptionPadding.Pkcs1));
        }

        return Convert.ToBase64String(cipher.ToArray());
    }
}
