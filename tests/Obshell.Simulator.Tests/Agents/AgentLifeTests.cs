using System;
using System.Linq;
using System.Net;
using System.Net.Http;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>Restart, new home folder, upgrade, several agents and TLS: PROTOCOL 1.1, 2.2, 5.6.</summary>
public sealed class AgentLifeTests : SimulatorTest
{
    [Fact]
    public async Task A_restarted_agent_has_the_same_port_key_and_DAGs()
    {
        var agent = Cluster.Agents[0];
        var before = (agent.Uri, agent.PublicKey);
        await Client.RestoreAsync("t1");
        Client.Advance(20);
        await agent.RestartAsync();
        Assert.Equal(before, (agent.Uri, agent.PublicKey));
        Assert.Equal("SUCCEED", (string?)(await Client.DagAsync())["state"]);
    }

    [Fact]
    public async Task A_stopped_agent_refuses_connections_and_starts_again_on_its_port()
    {
        var agent = Cluster.Agents[0];
        await agent.StopAsync();
        Assert.False(agent.IsRunning);
        await Assert.ThrowsAsync<HttpRequestException>(() => Client.GetAsync("/api/v1/agents/status"));
        await agent.StartAsync();
        Assert.Equal(200, (await Client.GetAsync("/api/v1/agents/status")).Status);
    }

    [Fact]
    public async Task A_stopped_agents_port_stays_reserved_until_the_cluster_ends()
    {
        if (!OperatingSystem.IsLinux())
            return;
        var port = Cluster.Agents[0].Uri.Port;
        await Cluster.Agents[0].StopAsync();
        Assert.Throws<SocketException>(() => AnyPortOutOf(port));
        await Cluster.DisposeAsync();
        AnyPortOutOf(port);
    }

    /// <summary>Asks the system for any free port. IP_LOCAL_PORT_RANGE allows only this port.</summary>
    private static void AnyPortOutOf(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.SetRawSocketOption(optionLevel: 0, optionName: 51, BitConverter.GetBytes(port | (port << 16)));
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
    }

    [Fact]
    public async Task While_no_agent_runs_the_job_continues_and_the_DAG_does_not()
    {
        Cluster.SetBehaviour("t1", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(20) });
        await Client.RestoreAsync("t1");
        Client.Advance(6);
        await Cluster.Agents[0].StopAsync();
        Client.Advance(100);
        Assert.Equal("SUCCESS", Cluster.RestoreJobs.Single().Status);
        Assert.Equal(("RUNNING", 3), (Dag().State, Dag().Stage));
        await Cluster.Agents[0].StartAsync();
        Client.Advance(10);
        Assert.Equal(("SUCCEED", 5), (Dag().State, Dag().Stage));
    }

    [Fact]
    public async Task An_agent_in_a_new_home_folder_has_a_new_key_and_cannot_decode_an_old_header()
    {
        var old = Encryptor.Header(new HeaderFields { Ts = "1", Uri = "/api/v1/agents/status" }.ToJson(), Cluster.Agents[0].PublicKey);
        Assert.Equal(200, (await Client.SendRawAsync("GET", "/api/v1/agents/status", null, ("X-OCS-Header", old))).Status);
        await Cluster.Agents[0].NewHomeAsync();
        var answer = await Client.SendRawAsync("GET", "/api/v1/agents/status", null, ("X-OCS-Header", old));
        Assert.Equal((401, 1), (answer.Status, answer.Code));
        Assert.Equal(200, (await Client.GetAsync("/api/v1/agents/status")).Status);
    }

    [Fact]
    public async Task An_upgrade_replaces_a_512_bit_key_but_not_a_1024_bit_key()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, KeyBits = 512, Legacy = LegacyMode.Before442, Version = "4.3.2.0-0" });
        var agent = Cluster.Agents[0];
        await agent.UpgradeAsync();
        Assert.Equal((1024, "4.5.0.0-0", LegacyMode.None), (agent.KeyBits, agent.Version, agent.Legacy));
        var key = agent.PublicKey;
        await agent.UpgradeAsync();
        Assert.Equal(key, agent.PublicKey);
        Assert.Equal(200, (await Client.GetAsync("/api/v1/agents/status")).Status);
    }

    [Fact]
    public async Task Agents_share_only_the_cluster()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, AgentCount = 3 });
        Assert.Equal(3, Cluster.Agents.Select(a => a.PublicKey).Distinct().Count());
        using var second = new TestClient(Cluster, 1);
        Assert.Equal("11", (string?)(await Client.RestoreAsync("t1")).Data!["id"]);
        Assert.Equal("Restore backup_t1", (string?)(await second.DagAsync())["name"]);
        Assert.Equal(3, (await second.GetAsync("/api/v1/ob/agents")).Contents.Count);
        Assert.Equal(1, Cluster.Requests.All[^1].AgentIndex);
        await Cluster.Agents[0].StopAsync();
        Client.Advance(30);
        Assert.Equal("SUCCEED", (string?)(await second.DagAsync())["state"]);
    }

    [Fact]
    public async Task Requests_on_one_connection_have_the_same_connection_id()
    {
        await Client.GetAsync("/api/v1/agents/status");
        await Client.GetAsync("/api/v1/agents/status");
        using var other = new TestClient(Cluster);
        await other.GetAsync("/api/v1/agents/status");
        var ids = Cluster.Requests.All.Select(r => r.ConnectionId).ToList();
        Assert.Equal(ids[0], ids[1]);
        Assert.NotEqual(ids[0], ids[2]);
    }

    [Fact]
    public async Task With_TLS_a_plain_HTTP_request_gets_the_error_text_of_Go()
    {
        using var certificate = Certificate();
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, ServerCertificate = certificate });
        Assert.Equal("https", Cluster.Agents[0].Uri.Scheme);
        using var tls = new TestClient(Cluster, handler: Trusting());
        Assert.Equal(200, (await tls.GetAsync("/api/v1/agents/status")).Status);
        using var untrusting = new TestClient(Cluster);
        await Assert.ThrowsAsync<HttpRequestException>(() => untrusting.GetAsync("/api/v1/agents/status"));
        using var http = new HttpClient();
        using var plain = await http.GetAsync(new Uri($"http://127.0.0.1:{Cluster.Agents[0].Uri.Port}/api/v1/info"));
        Assert.Equal((400, "Client sent an HTTP request to an HTTPS server.\n"), ((int)plain.StatusCode, await plain.Content.ReadAsStringAsync()));
    }

    [Fact]
    public async Task The_simulator_can_require_a_client_certificate()
    {
        using var certificate = Certificate();
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, ServerCertificate = certificate, RequireClientCertificate = true });
        using var without = new TestClient(Cluster, handler: Trusting());
        await Assert.ThrowsAnyAsync<Exception>(() => without.GetAsync("/api/v1/agents/status"));
        using var with = new TestClient(Cluster, handler: Trusting(certificate));
        Assert.Equal(200, (await with.GetAsync("/api/v1/agents/status")).Status);
    }

    private static SocketsHttpHandler Trusting(X509Certificate2? client = null) => new()
    {
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
            ClientCertificates = client is null ? null : [client],
        },
    };

    private static X509Certificate2 Certificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
