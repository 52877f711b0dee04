using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ConnectObCluster;

/// <summary>Connecting: the identity of the agent, and wrong passwords.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Connecting")]
public sealed class ConnectObClusterTests : IDisposable
{
    private readonly HostedSession session = new();

    public ConnectObClusterTests() => session.SetVariable("password", Secret.Of(ConnectedSession.RootPassword));

    public void Dispose() => session.Dispose();

    [Fact]
    public async Task The_connection_shows_its_cluster_and_agent()
    {
        await using SimulatedCluster cluster = await StartAsync();

        SessionResult result = Connect(cluster);

        dynamic connection = result.Single();
        Assert.Equal("Obshell.Client.ObConnection", ((PSObject)connection).BaseObject.GetType().FullName);
        Assert.Equal("obcluster", connection.ClusterName);
        Assert.Equal("CLUSTER AGENT", connection.Identity);
        Assert.Equal("4.5.0.0-0", connection.Version);
        Assert.Equal(cluster.Agents[0].Uri.Authority, connection.Agent);
        Assert.False(connection.IsTls);
        Assert.Same(((PSObject)connection).BaseObject, session.Invoke("Get-ObConnection").Single().BaseObject);
    }

    [Fact]
    public async Task A_connection_over_plain_HTTP_writes_a_warning()
    {
        await using SimulatedCluster cluster = await StartAsync();

        Assert.Contains("plain HTTP", Assert.Single(Connect(cluster).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_short_key_over_plain_HTTP_has_a_stronger_warning()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, KeyBits = 512, Legacy = LegacyMode.Before442, Version = "4.3.2.0-0" });

        Assert.Contains("512 bits", Assert.Single(Connect(cluster).Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_password_is_checked_by_the_database_exactly_once()
    {
        await using SimulatedCluster cluster = await StartAsync(agents: 2);

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -Password $args[1]", Servers(cluster), Secret.Of("wrong"));

        ErrorRecord error = result.Error("Security.Authentication.IncorrectOceanbasePassword");
        Assert.Equal(ErrorCategory.AuthenticationError, error.CategoryInfo.Category);
        Assert.Equal(1, cluster.DatabaseLoginAttempts);
        Assert.Empty(session.Invoke("Get-ObConnection").Output);
    }

    [Fact]
    public async Task A_connect_without_a_password_says_that_no_password_was_given()
    {
        await using SimulatedCluster cluster = await StartAsync();

        ErrorRecord error = session.Invoke("Connect-ObCluster -Server $args[0]", Servers(cluster)).Error("Security.Authentication.IncorrectOceanbasePassword");

        Assert.Contains("No password was given", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-Credential", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("OBSHELL_PASSWORD", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_a_failed_connect_the_earlier_connection_is_no_longer_current()
    {
        await using SimulatedCluster cluster = await StartAsync();
        Connect(cluster).Single();

        session.Invoke("Connect-ObCluster -Server $args[0] -Password $args[1]", Servers(cluster), Secret.Of("wrong"));

        Assert.Empty(session.Invoke("Get-ObConnection -Current").Output);
        session.Invoke("Get-ObDag").Error("NotConnected");
    }

    [Fact]
    public async Task The_first_of_several_servers_that_answers_is_used()
    {
        await using SimulatedCluster cluster = await StartAsync(agents: 3);
        await cluster.Agents[0].StopAsync();

        dynamic connection = Connect(cluster).Single();

        Assert.Equal(cluster.Agents[1].Uri.Authority, connection.Agent);
        Assert.Equal(3, ((IReadOnlyList<string>)connection.Server).Count);
    }

    [Fact]
    public async Task If_all_servers_are_down_the_error_lists_all_of_them()
    {
        await using SimulatedCluster cluster = await StartAsync(agents: 2);
        await cluster.Agents[0].StopAsync();
        await cluster.Agents[1].StopAsync();

        ErrorRecord error = Connect(cluster).Error("NoAgentAvailable");

        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.All(cluster.Agents, a => Assert.Contains(a.Uri.Authority, error.ErrorDetails.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Agents_of_different_clusters_in_one_connection_are_refused()
    {
        await using SimulatedCluster cluster = await StartAsync(agents: 2);
        await using SimulatedCluster other = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ClusterName = "other", ClusterId = 2, ManualClock = true });
        session.Invoke("$null = Connect-ObCluster -Server $args -Password $password", cluster.Agents[0].Uri, other.Agents[0].Uri).ThrowIfFailed();
        await cluster.Agents[0].StopAsync();

        ErrorRecord error = Assert.Single(session.Invoke("Get-ObDag").AllErrors);

        Assert.Contains("'other'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("All agents of a connection must belong to the same cluster", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(other.Requests.All, r => r.PathAndQuery.Contains("/task/", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("4.2.2.0-0", false)]
    [InlineData("4.2.2.1-1", true)]
    public async Task An_agent_that_supports_only_v1_is_refused_before_a_password_is_sent(string version, bool supportedAuth)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, Version = version, SupportedAuthV2 = supportedAuth });

        ErrorRecord error = Connect(cluster).Error("AgentTooOld");

        Assert.Contains("Upgrade", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(version, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Requests.All, r => r.HeaderName is not null);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Server @()")]
    [InlineData("-Server ''")]
    public async Task Without_a_server_the_error_says_which_parameter_to_use(string arguments)
    {
        await Task.CompletedTask;

        ErrorRecord error = Assert.Single(session.Invoke("Connect-ObCluster -Password $password " + arguments).AllErrors);

        Assert.Contains("-Server", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1", "ftp://")]
    [InlineData("http://127.0.0.1:2886/api/v1", "path")]
    [InlineData("127.0.0.1/x", "path")]
    [InlineData("127.0.0.1:0", "port")]
    [InlineData("127.0.0.1:65536", "port")]
    [InlineData("127.0.0.1:http", "port")]
    [InlineData("127.0.0.1:-1", "port")]
    [InlineData("::1", "brackets")]
    [InlineData("fe80::1:2886", "brackets")]
    [InlineData("[::1", "[::1]")]
    [InlineData("ho st", "host")]
    [InlineData("http://", "empty")]
    [InlineData("root:secret@127.0.0.1", "-Credential")]
    public void The_error_for_an_invalid_address_says_what_is_wrong(string server, string says)
    {
        ErrorRecord error = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", server).Error("InvalidServer");

        Assert.Contains("-Server:", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(says, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("[[", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_a_password_inside_an_address_is_not_shown_anywhere()
    {
        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", "http://root:canary7@127.0.0.1");

        Assert.DoesNotContain("canary7", result.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_can_be_given_as_host_and_port_or_as_a_URI()
    {
        await using SimulatedCluster cluster = await StartAsync();
        string authority = cluster.Agents[0].Uri.Authority;

        foreach (string server in new[] { authority, "http://" + authority, "http://" + authority + "/", " " + authority + " " })
        {
            dynamic connection = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", server).Single();
            Assert.Equal(authority, connection.Agent);
        }
    }

    [Fact]
    public async Task The_address_of_an_IPv6_agent_is_shown_in_brackets()
    {
        if (!System.Net.Sockets.Socket.OSSupportsIPv6)
        {
            return;
        }

        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, Urls = ["http://[::1]:0"] });

        dynamic connection = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", $"[::1]:{cluster.Agents[0].Uri.Port}").Single();

        Assert.Equal($"[::1]:{cluster.Agents[0].Uri.Port}", connection.Agent);
    }

    [Theory]
    [InlineData("root")]
    [InlineData("root@sys")]
    [InlineData("ROOT@SYS")]
    public async Task A_credential_of_root_is_accepted(string user)
    {
        await using SimulatedCluster cluster = await StartAsync();

        session.Invoke("Connect-ObCluster -Server $args[0] -Credential $args[1]", Servers(cluster), new PSCredential(user, Secret.Of(ConnectedSession.RootPassword))).Single();
    }

    [Fact]
    public void A_credential_of_another_user_is_refused_before_any_request() =>
        session.Invoke("Connect-ObCluster -Server 127.0.0.1:1 -Credential $args[0]", new PSCredential("alice", Secret.Of("x"))).Error("UserNotSupported");

    [Fact]
    public void Credential_and_Password_together_are_refused() => session
        .Invoke("Connect-ObCluster -Server 127.0.0.1:1 -Password $password -Credential $args[0]", new PSCredential("root", Secret.Of("x"))).Error("ConflictingValue");

    [Fact]
    public async Task A_cluster_with_an_empty_root_password_accepts_an_empty_password()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync();

        session.Invoke("Connect-ObCluster -Server $args[0] -Password $args[1]", Servers(cluster), Secret.Of("")).Single();
    }

    [Fact]
    public async Task An_agent_password_is_sent_in_the_header_X_OCS_Agent_Header()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, AgentPassword = "Agent#1" });

        session.Invoke("Connect-ObCluster -Server $args[0] -AgentPassword $args[1]", Servers(cluster), Secret.Of("Agent#1")).Single();

        Assert.All(cluster.Requests.All.Where(r => r.HeaderName is not null), r => Assert.Equal("X-OCS-Agent-Header", r.HeaderName));
        Assert.Equal(0, cluster.DatabaseLoginAttempts);
    }

    [Fact]
    public async Task A_wrong_agent_password_has_its_own_error()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, AgentPassword = "Agent#1" });

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -AgentPassword $args[1]", Servers(cluster), Secret.Of("wrong"));

        Assert.Contains("-AgentPassword", result.Error("Security.Authentication.IncorrectAgentPassword").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-540)]
    [InlineData(540)]
    public async Task A_clock_difference_is_corrected_with_a_warning(int seconds)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ClockOffset = TimeSpan.FromSeconds(seconds) });

        SessionResult result = Connect(cluster);

        dynamic connection = result.Single();
        Assert.InRange(((TimeSpan)connection.ClockSkew).TotalSeconds, seconds - 5, seconds + 5);
        Assert.Contains(result.Warnings, w => w.Contains("clock", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-7200)]
    [InlineData(7200)]
    [Trait("Promise", "6")]
    public async Task Promise_6_a_clock_difference_of_hours_is_accepted_only_with_AllowClockDifference(int seconds)
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, ClockOffset = TimeSpan.FromSeconds(seconds) });

        ErrorRecord error = Connect(cluster).Error("ClockDifference");

        Assert.Equal(ErrorCategory.SecurityError, error.CategoryInfo.Category);
        Assert.Contains("-AllowClockDifference", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(cluster.Requests.All, r => r.HeaderName is not null);

        dynamic connection = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password -AllowClockDifference", (object)Servers(cluster)).Single();
        Assert.InRange(((TimeSpan)connection.ClockSkew).TotalSeconds, seconds - 5, seconds + 5);
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_plain_HTTP_to_another_machine_is_refused_and_the_error_shows_both_solutions()
    {
        ErrorRecord error = session.Invoke("Connect-ObCluster -Server 10.255.255.1, https://127.0.0.1:1 -Password $password").Error("UnencryptedAuthentication");

        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.Contains("10.255.255.1:2886", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("-AllowUnencryptedAuthentication", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("'ca' folder", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("docs/connecting.md", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(32, false)]
    [InlineData(33, true)]
    [InlineData(200, true)]
    public async Task A_password_that_is_too_long_for_the_last_block_of_the_header_works_with_a_warning(int length, bool isWarnedAbout)
    {
        string password = new('p', length);
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = password });

        SessionResult result = session.Invoke("Connect-ObCluster -Server $args[0] -Password $args[1]", Servers(cluster), Secret.Of(password));

        result.Single();
        Assert.Equal(isWarnedAbout, result.Warnings.Any(w => w.Contains("The password is long", StringComparison.Ordinal) && w.Contains("60 s", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_agent_outside_a_cluster_writes_a_warning()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { Identity = "SINGLE" });

        Assert.Contains(Connect(cluster).Warnings, w => w.Contains("SINGLE", StringComparison.Ordinal) && w.Contains("cannot restore", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(FaultKind.HtmlPage)]
    [InlineData(FaultKind.NotJson)]
    [InlineData(FaultKind.Redirect)]
    [InlineData(FaultKind.BadGateway502Html)]
    public async Task An_answer_that_is_not_from_an_agent_is_a_typed_error_with_advice(FaultKind kind)
    {
        await using SimulatedCluster cluster = await StartAsync();
        cluster.Faults.Add(kind, times: int.MaxValue);

        ErrorRecord error = Assert.Single(Connect(cluster).AllErrors);

        Assert.Equal("Obshell.Client.ObshellProtocolException", error.Exception.GetType().FullName);
        Assert.False(string.IsNullOrEmpty(error.ErrorDetails.RecommendedAction));
    }

    [Fact]
    public async Task A_connect_to_an_agent_that_never_answers_ends_with_RequestTimeout()
    {
        await using SimulatedCluster cluster = await StartAsync();
        cluster.Faults.Add(FaultKind.StallForEver, pathPrefix: "/api/v1/secret", times: int.MaxValue);
        cluster.Faults.Add(FaultKind.StallForEver, pathPrefix: "/api/v1/ob/info", times: int.MaxValue);

        ErrorRecord error = session.Invoke("Connect-ObCluster -Server $args[0] -Password $password -TimeoutSec 1", Servers(cluster)).Error("RequestTimeout");

        Assert.Equal(ErrorCategory.OperationTimeout, error.CategoryInfo.Category);
    }

    [Fact]
    [Trait("Promise", "9")]
    public async Task Promise_9_connecting_costs_three_requests_on_one_connection()
    {
        await using SimulatedCluster cluster = await StartAsync();

        Connect(cluster).Single();

        Assert.Equal(["/api/v1/info", "/api/v1/secret", "/api/v1/ob/info"], cluster.Requests.All.Select(r => r.PathAndQuery));
        Assert.Single(cluster.Requests.All.Select(r => r.ConnectionId).Distinct());
    }

    private static string[] Servers(SimulatedCluster cluster) => [.. cluster.Agents.Select(a => a.Uri.ToString())];

    private static Task<SimulatedCluster> StartAsync(int agents = 1) =>
        SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword, AgentCount = agents, ManualClock = true });

    private SessionResult Connect(SimulatedCluster cluster) => session.Invoke("Connect-ObCluster -Server $args[0] -Password $password", (object)Servers(cluster));
}
