using System;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObAgent;

/// <summary>The agents of the cluster, whether each could run a restore, and the reason if not.</summary>
[Trait("Topic", "Agents")]
public sealed class GetObAgentTests : CmdletTest
{
    protected override SimulatorOptions Options => new() { RootPassword = ConnectedSession.RootPassword, ManualClock = true, AgentCount = 3 };

    [Fact]
    public void Every_agent_reports_its_name_and_state()
    {
        dynamic[] agents = [.. Run("Get-ObAgent").ThrowIfFailed().Output];

        Assert.Equal(Cluster.Agents.Select(a => a.Uri.Authority), agents.Select(a => (string)a.Agent));
        Assert.Equal(["zone1", "zone2", "zone3"], agents.Select(a => (string)a.Zone));
        Assert.All(agents, a =>
        {
            Assert.True(a.IsReady);
            Assert.True(a.IsReachable);
            Assert.Equal("CLUSTER AGENT", a.Identity);
            Assert.Equal("4.5.0.0-0", a.Version);
            Assert.Equal(2, a.State);
            Assert.Equal(3, a.ObState);
            Assert.Equal(2881, a.SqlPort);
            Assert.Equal("", a.Fault);
        });
    }

    [Fact]
    public void Routes_that_need_no_login_are_read_without_a_login_header()
    {
        Run("Get-ObAgent").ThrowIfFailed();

        Assert.Equal(9, Requests.Count);
        Assert.All(Requests, r => Assert.Null(r.HeaderValue));
        Assert.All(Requests, r => Assert.Contains(r.PathAndQuery, new[] { "/api/v1/info", "/api/v1/status", "/api/v1/secret" }));
    }

    [Fact]
    public async Task An_agent_that_is_down_is_an_output_row_and_not_an_error()
    {
        await Cluster.Agents[1].StopAsync();

        dynamic[] agents = [.. Run("Get-ObAgent").ThrowIfFailed().Output];

        Assert.Equal([true, false, true], agents.Select(a => (bool)a.IsReachable));
        Assert.Equal([true, false, true], agents.Select(a => (bool)a.IsReady));
        Assert.StartsWith("AgentUnreachable", agents[1].Fault, StringComparison.Ordinal);
        Assert.Null(agents[1].State);
        Assert.Null(agents[1].SqlPort);
        Assert.Null(agents[1].UnderMaintenance);
        Assert.False((bool)agents[0].UnderMaintenance);
    }

    [Fact]
    public void Agents_are_read_in_parallel()
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.SlowAnswer, Delay = TimeSpan.FromMilliseconds(600), Times = int.MaxValue });
        var clock = Stopwatch.StartNew();

        Run("Get-ObAgent").ThrowIfFailed();

        // Three agents one after the other would take 5.4 s.
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.5, 3);
    }

    [Theory]
    [InlineData("SINGLE", 2, 3, "SINGLE")]
    [InlineData("CLUSTER AGENT", 3, 3, "stopping")]
    [InlineData("CLUSTER AGENT", 2, 2, "restricted")]
    [InlineData("CLUSTER AGENT", 2, 0, "no process")]
    public void WhyNotReady_says_why_an_agent_cannot_restore(string identity, int state, int obState, string why)
    {
        Cluster.Agents[2].Identity = identity;
        Cluster.Agents[2].State = state;
        Cluster.Agents[2].ObState = obState;

        dynamic agent = Run("Get-ObAgent").ThrowIfFailed().Output[2];

        Assert.True(agent.IsReachable);
        Assert.False(agent.IsReady);
        Assert.Contains(why, agent.WhyNotReady, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_connection_the_error_says_how_to_connect()
    {
        using var session = new HostedSession();

        session.Invoke("Get-ObAgent").Error("NotConnected");
    }
}
