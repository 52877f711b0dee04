using System;
using System.Management.Automation;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.DagOperators;

/// <summary>The rows of PROTOCOL 5.4 that no restore brings about: a step that allows nothing, and the PASS of one node.</summary>
[Trait("Topic", "Operators")]
public sealed class DagOperatorRigidTaskTests : OperatorTest
{
    [Theory]
    [InlineData("Resume-ObDag", 60, "Task.Dag.Operator.RetryNotAllowed", "RETRY")]
    [InlineData("Skip-ObDag", 60, "Task.Dag.Operator.PassNotAllowed", "PASS")]
    [InlineData("Undo-ObDag", 60, "Task.Dag.Operator.RollbackNotAllowed", "ROLLBACK")]
    [InlineData("Stop-ObDag", 5, "Task.Dag.Operator.CancelNotAllowed", "CANCEL")]
    public void Row_5_4_a_step_that_does_not_allow_it_is_the_agents_refusal_with_a_way_on(string cmdlet, int seconds, string id, string operation)
    {
        string dag = Cluster.StartRigidTask("Rigid task", "rt9", TimeSpan.FromSeconds(20));
        Room.Advance(seconds);

        SessionResult result = Run($"{cmdlet} {dag} -Confirm:$false");

        ErrorRecord error = result.Error(id);
        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Says("Ob", error.ErrorDetails.RecommendedAction);
        Assert.Equal([$$"""POST /api/v1/task/dag/{{dag}} {"operator":"{{operation}}"}"""], Sent);
        Says(id, Assert.Single(result.Audit).MessageData.ToString());
    }

    [Fact]
    public void Row_5_4_PASS_of_a_node_goes_on_with_the_next_and_is_never_success()
    {
        Begin(NoActivation, 60);

        Run(PassNode(4)).ThrowIfFailed();
        Room.Advance(60);

        Assert.Equal(("SUCCEED", "RUN"), (Dag().State, Dag().Operator));
        Says("Active tenant", Run("Wait-ObDag 11").Error("DagPassed").ErrorDetails.Message);
    }

    [Theory]
    [InlineData(4, 60, "Task.Node.Operator.PassNotFailedNode")]
    [InlineData(2, 6, "Task.Node.Operator.PassNotFailedDag")]
    public void Row_5_4_PASS_of_a_node_needs_both_FAILED(int stage, double seconds, string id)
    {
        Begin(NoActivation, seconds);

        // One before the failed one, which has succeeded; one of a DAG that still runs.
        Run(PassNode(stage == 4 ? 3 : stage)).Error(id);
    }

    [Fact]
    public void Row_5_4_PASS_of_a_node_that_does_not_allow_it_is_refused()
    {
        string dag = Cluster.StartRigidTask("Rigid task", "rt9", TimeSpan.FromSeconds(20));
        Room.Advance(60);

        Run(PassNode(1, dag)).Error("Task.Node.Operator.PassNotAllowed");
    }

    private static string PassNode(int stage, string dag = "11") =>
        $"Invoke-ObApi \"/api/v1/task/node/$((Get-ObDag {dag} -Detailed).Nodes[{stage - 1}].Id)\" POST -Body @{{ operator = 'PASS' }}";
}
