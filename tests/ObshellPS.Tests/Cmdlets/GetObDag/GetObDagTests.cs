using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObDag;

/// <summary>Reading DAGs: by id, lists, filters.</summary>
[Trait("Topic", "Dags")]
public sealed class GetObDagTests : CmdletTest
{
    [Fact]
    public void A_DAG_that_is_read_by_its_id_has_nodes_only_with_Detailed()
    {
        Room.Start();
        Room.Advance(60);

        dynamic small = Run("Get-ObDag 11").Single();
        dynamic whole = Run("Get-ObDag 11 -Detailed").Single();

        Assert.Empty((Array)small.Nodes);
        Assert.Equal("None", small.Verdict.ToString());
        Assert.Equal(
            ["Pre restore check", "Start restore", "Wait restore task finish", "Active tenant", "Upgrade tenant"],
            ((IEnumerable<object>)whole.Nodes).Select(n => n.ToString()));
        Assert.NotEmpty((Array)whole.Nodes[1].SubTasks[0].TaskLogs);
        Assert.Equal(0L, whole.AdditionalData["restore_job_id"]);
    }

    [Fact]
    [Trait("Trap", "7")]
    public void Invalid_times_from_an_agent_are_shown_as_null()
    {
        Room.Start();
        Room.Advance(4);

        dynamic dag = Run("Get-ObDag 11 -Detailed").Single();

        Assert.Null(dag.EndTime);
        Assert.InRange((TimeSpan?)dag.Elapsed ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Null(dag.Nodes[4].StartTime);
        Assert.Null(dag.Nodes[4].EndTime);
    }

    [Fact]
    public void Lists_are_newest_first_and_can_be_filtered()
    {
        Room.Start("alpha");
        Room.Advance(60);
        Room.Start("beta");
        Room.Start("alpine");

        Assert.Equal(["13", "12", "11"], Ids("Get-ObDag"));
        Assert.Equal(["13", "12"], Ids("Get-ObDag -Unfinished"));
        Assert.Contains("write 'alpha'", Run("Get-ObDag -TenantName ALPHA").Error("DagNotFound").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("write 'alpha'", Run("Wait-ObDag -TenantName ALPHA").Error("DagNotFound").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(["11"], Ids("Get-ObDag -TenantName ALPHA*"));
        Assert.Equal(["13", "11"], Ids("Get-ObDag -TenantName alp*"));
        Assert.Equal(["13"], Ids("Get-ObDag -TenantName alp* -Last"));
        Assert.Equal(["13"], Ids("Get-ObDag -Last"));
        Assert.Equal(["13", "12"], Ids("Get-ObDag -Last 2"));
        Assert.Equal(["13", "12", "11"], Ids("Get-ObDag -Last 9"));
        Assert.Equal(["13", "12"], Ids("Get-ObDag -Last 2 -Unfinished"));
        Assert.Equal(["13", "11"], Ids("Get-ObDag -TenantName alp* -Last 2"));
        Assert.Equal(["11"], Ids("Get-ObDag 11"));
        Assert.Equal(["12"], Ids("Get-ObDag '12'"));
        Run("Get-ObDag -TenantName missing").Error("DagNotFound");
        Run("Get-ObDag -TenantName missing -Last").Error("DagNotFound");
    }

    [Fact]
    public void An_empty_cluster_has_no_DAGs_and_no_error()
    {
        Assert.Empty(Ids("Get-ObDag"));
        Assert.Empty(Ids("Get-ObDag -Unfinished"));
        Assert.Empty(Ids("Get-ObDag -Last"));
        Assert.Empty(Ids("Get-ObDag -Scope Agent"));
    }

    [Fact]
    public void Last_with_details_reads_the_details_of_one_DAG_only()
    {
        Room.Start("a1");
        Room.Start("a2");
        Cluster.Requests.Clear();

        dynamic dag = Run("Get-ObDag -Last -Detailed").Single();

        Assert.Equal("12", dag.Id);
        Assert.Equal(5, dag.Nodes.Length);
        Assert.Equal(["/api/v1/task/dags/ob?show_details=false", "/api/v1/task/dag/12?show_details=true"], Requests.Select(r => r.PathAndQuery));
    }

    [Theory]
    [InlineData("Get-ObDag -Last 0")]
    [InlineData("Get-ObDag -Last many")]
    [InlineData("Get-ObDag 11 12")]
    public void Contradictory_or_invalid_parameters_are_refused_and_nothing_is_sent(string script)
    {
        Assert.Single(Run(script).AllErrors);
        Assert.Empty(Requests);
    }

    [Fact]
    public void A_DAG_from_the_pipeline_is_read_again()
    {
        Room.Start();
        Session.SetVariable("dag", Run("Get-ObDag 11").Single());
        Room.Advance(60);

        Assert.Equal("SUCCEED", ((dynamic)Run("$dag | Get-ObDag").Single()).State);
    }

    [Fact]
    public void Scope_Agent_reads_the_routes_for_the_agents_own_DAGs()
    {
        Run("Get-ObDag -Scope Agent -Unfinished; Get-ObDag -Scope Agent").ThrowIfFailed();

        Assert.Equal(["/api/v1/task/dag/agent/unfinish?show_details=false", "/api/v1/task/dags/agent?show_details=false"], Requests.Select(r => r.PathAndQuery));
    }

    [Fact]
    public void An_unknown_id_does_not_stop_the_other_ids()
    {
        Room.Start();

        SessionResult result = Run("Get-ObDag 199, 11, 'x y'");

        Assert.Equal("11", (string)((dynamic)Assert.Single(result.Output)).Id);
        Assert.Equal(["Task.NotFound", "InvalidDagId"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.All(result.Errors, e => Assert.False(string.IsNullOrEmpty(e.ErrorDetails.RecommendedAction)));
        Assert.Equal(["199", "x y"], result.Errors.Select(e => e.TargetObject.ToString()));
    }

    [Theory]
    [InlineData(FaultKind.NullContents)]
    [InlineData(FaultKind.NullData)]
    [Trait("Trap", "18")]
    public void A_null_list_is_an_empty_result_or_a_typed_error(FaultKind kind)
    {
        Room.Start();
        Cluster.Faults.Add(kind, pathPrefix: "/api/v1/task/dags/ob", times: int.MaxValue);

        SessionResult result = Run("Get-ObDag");

        Assert.All(result.AllErrors, e => Assert.StartsWith("Obshell.Client.", e.Exception.GetType().FullName, StringComparison.Ordinal));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Without_a_connection_the_error_says_how_to_connect()
    {
        using var session = new HostedSession();

        ErrorRecord error = session.Invoke("Get-ObDag").Error("NotConnected");

        Assert.Contains("Connect-ObCluster", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private IEnumerable<string> Ids(string script) => Run(script).ThrowIfFailed().Output.Select(d => (string)((dynamic)d).Id);
}
