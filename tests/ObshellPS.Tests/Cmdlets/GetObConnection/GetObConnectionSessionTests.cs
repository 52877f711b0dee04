using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObConnection;

/// <summary>Which connection is the current one. A connection belongs to one session only.</summary>
[Trait("Topic", "Connecting")]
public sealed class GetObConnectionSessionTests : CmdletTest
{
    [Fact]
    public void Two_runspaces_share_no_connection()
    {
        using var other = new HostedSession();

        Assert.Empty(other.Invoke("Get-ObConnection").ThrowIfFailed().Output);
        other.Invoke("Get-ObDag").Error("NotConnected");
        Session.Invoke("Get-ObDag").ThrowIfFailed();
    }

    [Fact]
    public async Task The_newest_connection_is_the_current_one_and_is_returned_first()
    {
        await using SimulatedCluster second = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x2", ClusterName = "second", ClusterId = 2 });
        Session.Connect(second, "x2");

        Assert.Equal(["second", "obcluster"], Run("Get-ObConnection").ThrowIfFailed().Output.Select(c => (string)((dynamic)c).ClusterName));
        Assert.Equal("second", (string)((dynamic)Run("Get-ObConnection -Current").Single()).ClusterName);
    }

    [Fact]
    public async Task The_table_marks_the_current_connection_and_shows_the_id_of_each_cluster()
    {
        await using SimulatedCluster second = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x2", ClusterId = 7 });
        Session.Connect(second, "x2");

        string table = string.Join("\n", Run("Get-ObConnection | Out-String -Width 120").ThrowIfFailed().Output);

        Assert.Matches(@"True +obcluster +7 ", table);
        Assert.Matches(@"False +obcluster +1 ", table);
        Assert.Equal(["True", "False"], Run("Get-ObConnection | ForEach-Object { [string] $_.IsCurrent }").Output.Select(c => c.ToString()));
        Run("Disconnect-ObCluster").ThrowIfFailed();
        Assert.Equal("False", Run("[string] (Get-ObConnection).IsCurrent").Single().ToString());
    }

    [Fact]
    public void After_Disconnect_there_is_no_current_connection()
    {
        Run("Disconnect-ObCluster").ThrowIfFailed();

        Assert.Empty(Run("Get-ObConnection").Output);
        Run("Get-ObDag").Error("NotConnected");
    }

    [Fact]
    public async Task Disconnect_does_not_make_another_connection_current()
    {
        await using SimulatedCluster second = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x2", ClusterName = "second", ClusterId = 2 });
        Session.Connect(second, "x2");

        Run("Disconnect-ObCluster").ThrowIfFailed();

        Run("Get-ObDag").Error("NotConnected");
        Assert.Empty(Run("Get-ObConnection -Current").Output);
        Assert.Equal("obcluster", (string)((dynamic)Run("Get-ObConnection").Single()).ClusterName);
    }

    [Fact]
    public void A_command_with_a_closed_connection_fails_and_sends_nothing()
    {
        Session.SetVariable("old", Room.Connection);
        Run("$old | Disconnect-ObCluster; Disconnect-ObCluster").ThrowIfFailed();

        Run("Get-ObDag -Connection $old").Error("Disconnected");
        Run("Start-ObTenantRestore @good -Connection $old").Error("Disconnected");
        Assert.Empty(Requests);
    }

    [Fact]
    public void A_started_restore_continues_after_Disconnect()
    {
        Room.Start();

        Run("Disconnect-ObCluster").ThrowIfFailed();
        Room.Advance(60);

        Assert.Equal("SUCCEED", Assert.Single(Cluster.Dags).State);
    }

    [Fact]
    public async Task The_Connection_parameter_takes_precedence_over_the_current_connection()
    {
        await using SimulatedCluster second = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "x2", ClusterName = "second", ClusterId = 2 });
        Session.Connect(second, "x2");
        second.Requests.Clear();

        Run("Start-ObTenantRestore @good -Connection $args[0]", Room.Connection).Single();

        Assert.Single(Room.Changes);
        Assert.Empty(second.Requests.All);
    }

    [Fact]
    [Trait("Promise", "6")]
    public void Promise_6_a_connection_shows_no_password()
    {
        string text = Room.Connection + PSSerializer.Serialize(Room.Connection, 5);

        Assert.DoesNotContain(ConnectedSession.RootPassword, text, StringComparison.Ordinal);
    }
}
