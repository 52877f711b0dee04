using System;
using System.Collections.Generic;
using System.Linq;
using System.Net.Sockets;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Http;
using Obshell.Client.Tests.Time;

namespace Obshell.Client.Tests.Hostile;

/// <summary>A server on a real socket that accepts a login like an agent, and then sends the bytes that a test gives.</summary>
internal sealed class HostileServer : IAsyncDisposable
{
    public const string Password = "Root#Canary%7";

    private readonly ScriptedServer server;

    /// <param name="attack">Called for each request with a login header except the first. True keeps the connection open.</param>
    public HostileServer(Func<NetworkStream, CancellationToken, Task<bool>> attack)
    {
        PublicKey = KeyText.New();
        server = new ScriptedServer((head, stream, stop) => head.Split(' ')[1] switch
        {
            "/api/v1/info" => ScriptedServer.SendJsonAsync(stream, Info),
            "/api/v1/secret" => ScriptedServer.SendJsonAsync(stream, SecretAnswer()),
            "/api/v1/ob/info" => ScriptedServer.SendJsonAsync(stream, Cluster),
            _ => attack(stream, stop),
        });
    }

    public static string Info => """{"successful":true,"timestamp":"2026-11-22T12:00:00Z","status":200,"data":{"identity":"CLUSTER AGENT","version":"4.5.0.0-0","supportedAuth":["v2"]}}""";

    public static string Cluster => """{"successful":true,"timestamp":"2026-11-22T12:00:00Z","status":200,"data":{"obcluster_info":{"id":1,"name":"c"}}}""";

    public string PublicKey { get; set; }

    /// <summary>The address of the agent, in the answer that contains the key.</summary>
    public string SecretIp { get; set; } = "10.0.0.1";

    public string Uri => server.Uri;

    /// <summary>Request lines and headers of all requests.</summary>
    public string[] Requests => server.Requests;

    public Task<ObConnection> ConnectAsync(TimeSpan? limit = null) => ObConnection.ConnectAsync(new ConnectOptions
    {
        Server = [Uri],
        Password = SecretText.Protect(Password),
        TimeProvider = new VirtualTime(),
        Timeout = limit ?? TimeSpan.FromSeconds(30),
    });

    /// <summary>True if the password arrived in any readable form.</summary>
    public bool SawPassword()
    {
        IEnumerable<string> readable = Requests.SelectMany(r => new[] { r }.Concat(r.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Select(Decoded)));
        return readable.Any(t => t.Contains(Password, StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync() => server.DisposeAsync();

    private static string Decoded(string word)
    {
        byte[] bytes = new byte[word.Length];
        return Convert.TryFromBase64String(word, bytes, out int length) ? Encoding.Latin1.GetString(bytes, 0, length) : "";
    }

    private string SecretAnswer() => "{\"successful\":true,\"status\":200,\"data\":{\"ip\":\"" + SecretIp + "\",\"port\":2886,\"public_key\":\"" + PublicKey + "\"}}";
}
