using System;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>
/// Promise 5: a restore is never started twice. After a lost answer the module looks for its DAG and returns it, or reports that the
/// outcome is unknown.
/// </summary>
[Trait("Promise", "5")]
[Trait("Trap", "20")]
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreLostAnswerTests : CmdletTest
{
    [Theory]
    [InlineData(FaultKind.DropAfterHandler, null)]
    [InlineData(FaultKind.TruncateAnswer, null)]
    [InlineData(FaultKind.EmptyBody200, null)]
    [InlineData(FaultKind.NullData, null)]
    [InlineData(FaultKind.GatewayTimeout504, true)]
    [InlineData(FaultKind.BadGateway502Html, true)]
    [InlineData(FaultKind.NotJson, true)]
    [InlineData(FaultKind.Panic, true)]
    public void Promise_5_after_a_lost_answer_the_DAG_is_found_and_returned_with_a_warning(FaultKind kind, bool? handlerRuns)
    {
        Cluster.Faults.Add(new Fault { Kind = kind, Method = "POST", PathPrefix = ConnectedSession.RestorePath, HandlerRuns = handlerRuns });

        SessionResult result = Run("Start-ObTenantRestore @good");

        dynamic dag = result.Single();
        Assert.Equal("11", dag.Id);
        Assert.Contains("11", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Contains("DAG 11", Assert.Single(result.Audit).MessageData.ToString(), StringComparison.Ordinal);
        Room.Advance(30);
        Assert.Single(Room.Changes);
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    public void Promise_5_Wait_ObDag_accepts_the_DAG_that_was_found_after_a_lost_answer()
    {
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "POST", ConnectedSession.RestorePath);
        Room.AdvanceAtEachLook(10);

        dynamic dag = Run("Start-ObTenantRestore @good | Wait-ObDag").Single();

        Assert.Equal("Restored", dag.Verdict.ToString());
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Promise_5_a_start_with_unknown_outcome_is_reported_and_not_sent_again()
    {
        Cluster.Faults.Add(FaultKind.DropBeforeHandler, "POST", ConnectedSession.RestorePath, int.MaxValue);

        SessionResult result = Run("Start-ObTenantRestore @good");

        ErrorRecord error = result.Error("RestoreStartUnknown");
        Assert.Equal(ErrorCategory.ConnectionError, error.CategoryInfo.Category);
        Assert.Equal("rt2", error.TargetObject);
        Assert.Contains("Get-ObDag -TenantName rt2", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(Assert.Single(Room.Changes).TraceId, error.ErrorDetails.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Single(result.Audit);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Promise_5_an_earlier_restore_of_the_same_tenant_does_not_prove_a_lost_start()
    {
        Room.Start();
        Room.Advance(60);
        Cluster.RemoveTenant("rt2");
        Cluster.Faults.Add(FaultKind.DropBeforeHandler, "POST", ConnectedSession.RestorePath, int.MaxValue);

        SessionResult result = Run("Start-ObTenantRestore @good");

        result.Error("RestoreStartUnknown");
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Promise_5_a_panic_without_a_DAG_is_reported_as_the_agents_error()
    {
        Cluster.Faults.Add(FaultKind.Panic, "POST", ConnectedSession.RestorePath);

        SessionResult result = Run("Start-ObTenantRestore @good");

        result.Error("Common.Unexpected");
        Assert.Single(Room.Changes);
        Assert.Empty(Cluster.Dags);
    }

    [Fact]
    public void Promise_5_a_lost_read_before_the_POST_is_repeated_and_the_POST_is_sent_once()
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, Method = "GET", Times = 2 });

        Run("Start-ObTenantRestore @good").Single();

        Assert.Single(Room.Changes);
        Assert.True(Requests.Count(r => r.Method == "GET") >= 3);
    }

    [Fact]
    public void Promise_5_with_several_agents_the_change_is_sent_to_one_agent_only()
    {
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "POST", ConnectedSession.RestorePath, int.MaxValue);

        Session.InvokeWithInput("$input | Start-ObTenantRestore", [ConnectedSession.Good("a1"), ConnectedSession.Good("a2")]).ThrowIfFailed();

        Room.Advance(30);
        Assert.Equal(2, Room.Changes.Count);
        Assert.Equal(2, Room.RestoreStatements.Count);
    }

    protected override SimulatorOptions Options => new() { RootPassword = ConnectedSession.RootPassword, ManualClock = true, AgentCount = 2 };
}
