using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>Which DAG is meant, and on which cluster: ids, DAG objects, and deserialized DAGs.</summary>
[Trait("Topic", "Waiting")]
public sealed class WaitObDagReferenceTests : CmdletTest
{
    [Theory]
    [InlineData("Wait-ObDag 11")]
    [InlineData("Wait-ObDag '11'")]
    [InlineData("Wait-ObDag ' 11 '")]
    [InlineData("Wait-ObDag -Id 11L")]
    [InlineData("11 | Wait-ObDag")]
    [InlineData("'11' | Wait-ObDag")]
    [InlineData("$dag | Wait-ObDag")]
    [InlineData("Wait-ObDag $dag")]
    [InlineData("Wait-ObDag -Dag $dag")]
    [InlineData("Wait-ObDag -InputObject $dag")]
    [InlineData("$deserialized | Wait-ObDag")]
    [InlineData("Wait-ObDag $deserialized")]
    [InlineData("[pscustomobject]@{ Id = '11'; Name = 'x' } | Wait-ObDag")]
    [InlineData("[pscustomobject]@{ id = 11 } | Wait-ObDag")]
    [InlineData("@{ id = 11 } | Wait-ObDag")]
    public void A_DAG_can_be_given_in_every_supported_form(string script)
    {
        dynamic dag = Room.Start();
        Room.Advance(60);
        Session.SetVariable("dag", dag);
        Session.SetVariable("deserialized", PSSerializer.Deserialize(PSSerializer.Serialize(dag, 3)));

        Assert.Equal("Restored", ((dynamic)Run(script).Single()).Verdict.ToString());
    }

    [Theory]
    [InlineData("Wait-ObDag -TenantName rt2")]
    [InlineData("Wait-ObDag -RestoreTenantName rt2")]
    [InlineData("Get-ObTenantRestore rt2 | Wait-ObDag")]
    [InlineData("Get-ObTenantRestore | Wait-ObDag")]
    [InlineData("Wait-ObDag (Get-ObTenantRestore rt2)")]
    [InlineData("Get-ObTenantRestore rt2 | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Wait-ObDag")]
    [InlineData("$deserialized | Wait-ObDag")]
    public void A_DAG_can_be_given_by_its_tenant_or_its_restore(string script)
    {
        Room.Start("other");
        dynamic dag = Room.Start();
        Session.SetVariable("deserialized", PSSerializer.Deserialize(PSSerializer.Serialize(Run("Get-ObTenantRestore rt2").Single(), 3)));
        if (!script.StartsWith("Get-ObTenantRestore |", StringComparison.Ordinal))
        {
            Room.Start("later");
        }

        Room.Advance(600);

        SessionResult result = Run(script).ThrowIfFailed();

        Assert.Single(result.Output, d => (string)((dynamic)d).Id == (string)dag.Id);
        Assert.All(result.Output, d => Assert.Equal("Restored", ((dynamic)d).Verdict.ToString()));
    }

    [Fact]
    public void Wait_ObDag_waits_for_the_newest_DAG_of_a_tenant()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        Room.Advance(60);
        Cluster.SetBehaviour("rt2", new RestoreBehaviour());
        Room.Start();
        Room.Advance(60);

        Assert.Equal("12", ((dynamic)Run("Wait-ObDag -TenantName rt2").Single()).Id);
    }

    [Theory]
    [InlineData("Wait-ObDag -TenantName nosuch")]
    [InlineData("Wait-ObDag -TenantName RT2")]
    public void A_tenant_without_a_DAG_is_an_error(string script)
    {
        Room.Start();

        Run(script).Error("DagNotFound");
    }

    [Fact]
    public void A_DAG_that_is_given_twice_is_waited_for_once()
    {
        dynamic dag = Room.Start();
        Room.Advance(60);
        Session.SetVariable("dag", dag);

        Run("'11', $dag, 11 | Wait-ObDag").Single();
    }

    [Theory]
    [InlineData("'1 1'")]
    [InlineData("'../tenant/rt2'")]
    [InlineData("'11?show_details=1'")]
    [InlineData("''")]
    [InlineData("1.5")]
    [InlineData("@{ name = 'x' }")]
    [InlineData("(Get-ObConnection)")]
    public void Input_that_is_not_a_DAG_is_an_error_without_a_request_and_the_other_DAGs_are_waited_for(string bad)
    {
        Room.Start();
        Room.Advance(60);
        Cluster.Requests.Clear();

        SessionResult result = Run($"{bad} | Wait-ObDag");
        Assert.NotEmpty(result.AllErrors);
        Assert.Empty(Requests);

        result = Run($"{bad}, '11' | Wait-ObDag");
        Assert.Single(result.Output);
        result.Error("InvalidDagId");
    }

    [Fact]
    public void An_unknown_id_is_the_agents_error_Task_NotFound()
    {
        SessionResult result = Run("Wait-ObDag 199");

        ErrorRecord error = result.Error("Task.NotFound");
        Assert.Equal(ErrorCategory.ObjectNotFound, error.CategoryInfo.Category);
        Assert.Contains("199", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    [Trait("Promise", "11")]
    public async Task A_DAG_is_watched_on_the_cluster_where_it_was_started()
    {
        await using SimulatedCluster second = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = "x2", ClusterName = "second", ClusterId = 2, ManualClock = true });
        PSObject other = Session.Connect(second, "x2");
        Session.SetVariable("first", Room.Connection);
        Room.AdvanceAtEachLook(60);
        second.Requests.Clear();

        dynamic dag = Run("Start-ObTenantRestore @good -Connection $first | Wait-ObDag").Single();

        Assert.Equal("Restored", dag.Verdict.ToString());
        Assert.Empty(second.Requests.All);
        Assert.NotNull(other);
    }

    [Fact]
    [Trait("Promise", "11")]
    public async Task DAGs_of_two_clusters_with_the_same_id_are_watched_separately()
    {
        await using SimulatedCluster second = await SimulatedCluster.StartAsync(
            new SimulatorOptions { RootPassword = "x2", ClusterName = "second", ClusterId = 2, ManualClock = true });
        Session.SetVariable("first", Room.Connection);
        Session.SetVariable("second", Session.Connect(second, "x2"));
        second.SetBehaviour("rt2", new RestoreBehaviour { JobFails = true });
        Run("$a = Start-ObTenantRestore @good -Connection $first; $b = Start-ObTenantRestore @good -Connection $second").ThrowIfFailed();
        Room.Advance(60);
        second.Clock.Advance(TimeSpan.FromSeconds(60));

        SessionResult result = Run("$a, $b | Wait-ObDag");

        Assert.Equal(["11", "11"], result.Output.Select(d => (string)((dynamic)d).Id));
        Assert.Equal(["RestoreJobFailed", "Restored"], result.Output.Select(d => (string)((dynamic)d).Verdict.ToString()).Order(StringComparer.Ordinal));
        result.Error("RestoreJobFailed");
    }

    [Fact]
    public void Without_a_connection_an_id_is_the_error_NotConnected()
    {
        using var session = new HostedSession();

        session.Invoke("Wait-ObDag 11").Error("NotConnected");
    }

    [Fact]
    public void A_DAG_of_a_closed_connection_is_the_error_Disconnected()
    {
        Session.SetVariable("dag", Room.Start());
        Run("Disconnect-ObCluster").ThrowIfFailed();
        Cluster.Requests.Clear();

        Run("$dag | Wait-ObDag").Error("Disconnected");
        Assert.Empty(Requests);
    }
}
