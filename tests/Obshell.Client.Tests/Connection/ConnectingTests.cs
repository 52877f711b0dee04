using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client.Secrets;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Connection;

/// <summary>Connecting, logging in, and automatic corrections of key, clock and scheme (PROTOCOL 2).</summary>
[Trait("Topic", "Connecting")]
public sealed class ConnectingTests
{
    private const string Password = "Root#123";

    [Theory]
    [InlineData(512)]
    [InlineData(1024)]
    [InlineData(2048)]
    public async Task A_login_works_with_keys_of_all_sizes(int bits)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, KeyBits = bits });
        using ObConnection connection = await ConnectAsync(cluster);
        Assert.Equal(("obcluster", 1L, "CLUSTER AGENT", bits), (connection.ClusterName, connection.ClusterId, connection.Identity, connection.KeyBits));
        Assert.StartsWith("4.5.0.0", connection.Version, StringComparison.Ordinal);
        Assert.False(connection.IsTls);
        Assert.Equal(["/api/v1/info", "/api/v1/secret", "/api/v1/ob/info"], cluster.Requests.All.Select(r => r.PathAndQuery));
        Assert.All(cluster.Requests.All.Take(2), r => Assert.Null(r.HeaderName));
    }

    [Fact]
    public async Task A_wrong_password_is_tried_once()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, AgentCount = 3 });
        var error = await Assert.ThrowsAsync<ObshellApiException>(() => ConnectAsync(cluster, "wrong"));
        Assert.Equal("Security.Authentication.IncorrectOceanbasePassword", error.ErrorId);
        Assert.Equal(401, error.HttpStatus);
        Assert.NotEmpty(error.TraceId);
        Assert.Equal(1, cluster.DatabaseLoginAttempts);
        Assert.Equal(1, cluster.Requests.Count(r => r.HeaderName is not null));
        Assert.DoesNotContain("wrong", error.ToString().Replace(nameof(A_wrong_password_is_tried_once), "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_old_agent_with_one_error_for_all_failures_gets_a_wrong_password_only_once()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = Password, Legacy = LegacyMode.Before431, Version = "4.2.6.0-1", KeyBits = 512 });
        await Assert.ThrowsAsync<ObshellApiException>(() => ConnectAsync(cluster, "wrong"));
        Assert.Equal(1, cluster.Requests.Count(r => r.HeaderName is not null));
    }

    [Theory]
    [InlineData(9)]
    [InlineData(-9)]
    public async Task A_clock_difference_of_minutes_causes_no_refused_request(int minutes)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = Password, ClockOffset = TimeSpan.FromMinutes(minutes), HostUtcOffset = TimeSpan.FromHours(8) });
        using ObConnection connection = await ConnectAsync(cluster);
        Assert.InRange((connection.ClockSkew - TimeSpan.FromMinutes(minutes)).Duration().TotalSeconds, 0, 2);
        Assert.DoesNotContain(cluster.Requests.All, r => r.Status == 401);
    }

    [Fact]
    public async Task A_new_key_is_read_once_and_the_request_is_sent_again_once()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password });
        using ObConnection connection = await ConnectAsync(cluster);
        await cluster.Agents[0].NewHomeAsync();
        cluster.Requests.Clear();
        await new ObshellClient(connection).Dags.ListAsync();
        Assert.Equal(1, cluster.Requests.Count(r => r.PathAndQuery == "/api/v1/secret"));
        Assert.Equal(
            [("/api/v1/task/dags/ob", 401), ("/api/v1/ob/info", 200), ("/api/v1/task/dags/ob", 200)],
            cluster.Requests.All.Where(r => r.HeaderName is not null).Select(r => (r.PathAndQuery.Split('?')[0], r.Status)));
    }

    [Fact]
    public async Task A_connection_works_after_an_upgrade_of_the_key_from_512_to_1024_bits()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = Password, KeyBits = 512, Version = "4.4.1.0-1", Legacy = LegacyMode.Before442 });
        using ObConnection connection = await ConnectAsync(cluster);
        Assert.Equal(512, connection.KeyBits);
        await cluster.Agents[0].UpgradeAsync();
        await new ObshellClient(connection).Dags.ListAsync();
        Assert.Equal(1024, connection.KeyBits);
    }

    [Theory]
    [InlineData("4.2.2.0-1", false)]
    [InlineData("4.2.2.7-3", false)]
    public async Task An_agent_that_supports_only_the_old_authentication_is_refused_before_a_password_is_sent(string version, bool v2)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, Version = version, SupportedAuthV2 = v2 });
        var error = await Assert.ThrowsAsync<ObshellProtocolException>(() => ConnectAsync(cluster));
        Assert.Equal("AgentTooOld", error.ErrorId);
        Assert.Contains(version, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Requests.All, r => r.HeaderName is not null);
    }

    [Fact]
    public async Task Agents_4_2_3_to_4_2_5_that_do_not_report_their_schemes_get_v2_requests()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = Password, Version = "4.2.4.1-1", SupportedAuthV2 = false, Legacy = LegacyMode.Before431, KeyBits = 512 });
        var info = await Record.ExceptionAsync(() => ConnectAsync(cluster));
        Assert.False(info is ObshellProtocolException { ErrorId: "AgentTooOld" }, "refused by its version");
    }

    [Fact]
    public async Task The_agent_password_is_sent_in_its_own_header()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, AgentPassword = "Agent#9" });
        using ObConnection connection = await ObConnection.ConnectAsync(new ConnectOptions
        {
            Server = [cluster.Agents[0].Uri.ToString()],
            AgentPassword = SecretText.Protect("Agent#9"),
        });
        Assert.All(cluster.Requests.All.Where(r => r.HeaderName is not null), r => Assert.Equal("X-OCS-Agent-Header", r.HeaderName));
    }

    [Fact]
    public async Task The_module_sends_the_other_password_if_the_agent_requires_it_and_the_user_has_given_it()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, AgentPassword = "Agent#9" });
        cluster.Agents[0].RootPasswordInitialised = false;
        using ObConnection connection = await ObConnection.ConnectAsync(new ConnectOptions
        {
            Server = [cluster.Agents[0].Uri.ToString()],
            Password = SecretText.Protect(Password),
            AgentPassword = SecretText.Protect("Agent#9"),
        });
        Assert.Equal(["X-OCS-Header", "X-OCS-Agent-Header"], cluster.Requests.All.Where(r => r.HeaderName is not null).Select(r => r.HeaderName));
    }

    [Fact]
    public async Task A_read_is_sent_to_the_next_agent_with_the_key_of_that_agent()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, AgentCount = 3 });
        await cluster.Agents[0].StopAsync();
        using ObConnection connection = await ConnectAsync(cluster);
        Assert.Equal(connection.Server[1], connection.Agent);
        await cluster.Agents[1].StopAsync();
        await new ObshellClient(connection).Dags.ListAsync();
        Assert.Equal(connection.Server[2], connection.Agent);
        Assert.Equal(3, cluster.Agents.Select(a => a.PublicKey).Distinct().Count());
        Assert.DoesNotContain(cluster.Requests.All, r => r.Status == 401);
    }

    [Fact]
    public async Task If_no_agent_answers_the_error_lists_all_agents()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { AgentCount = 2 });
        string[] servers = [.. cluster.Agents.Select(a => a.Uri.ToString())];
        await cluster.Agents[0].StopAsync();
        await cluster.Agents[1].StopAsync();
        var error = await Assert.ThrowsAsync<ObshellConnectionException>(() => ObConnection.ConnectAsync(new ConnectOptions { Server = servers, TimeProvider = new Time.VirtualTime() }));
        Assert.Equal("NoAgentAvailable", error.ErrorId);
        Assert.All(servers, s => Assert.Contains(new Uri(s).Authority, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Promise", "11")]
    public async Task An_agent_of_another_cluster_gets_no_request_for_DAGs_of_this_cluster()
    {
        var time = new Time.VirtualTime();
        await using SimulatedCluster ours = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password, TimeProvider = time.OfAgents });
        await using SimulatedCluster theirs = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = Password, ClusterName = "other", ClusterId = 2, TimeProvider = time.OfAgents });
        using ObConnection connection = await ObConnection.ConnectAsync(new ConnectOptions
        {
            Server = [ours.Agents[0].Uri.ToString(), theirs.Agents[0].Uri.ToString()],
            Password = SecretText.Protect(Password),
            TimeProvider = time,
        });
        await ours.Agents[0].StopAsync();
        var error = await Assert.ThrowsAnyAsync<ObshellException>(() => new ObshellClient(connection).Dags.GetAsync("11"));
        Assert.Contains("'other'", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(theirs.Requests.All, r => r.PathAndQuery.Contains("/task/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_request_over_a_closed_connection_causes_the_error_Disconnected()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = Password });
        ObConnection connection = await ConnectAsync(cluster);
        connection.Dispose();
        Assert.Equal("Disconnected", (await Assert.ThrowsAsync<ObshellInputException>(() => new ObshellClient(connection).Dags.ListAsync())).ErrorId);
    }

    private static Task<ObConnection> ConnectAsync(SimulatedCluster cluster, string password = Password) => ObConnection.ConnectAsync(new ConnectOptions
    {
        Server = [.. cluster.Agents.Select(a => a.Uri.ToString())],
        Password = SecretText.Protect(password),
    });
}
