using System;
using System.Management.Automation;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.DagOperators;

/// <summary>The rows of PROTOCOL 5.4 that a restore does not reach: a step that allows no operator, and PASS for a single node.</summary>
[Trait("Topic", "Operators")]
public sealed class DagOperatorRigidTaskTests : OperatorTest
{
    [Theory]
    [InlineData("Resume-ObDag", 60, "Task.Dag.Operator.RetryNotAllowed", "RETRY")]
    [InlineData("Skip-ObDag", 60, "Task.Dag.Operator.PassNotAllowed", "PASS")]
    [InlineData("Undo-ObDag", 60, "Task.Dag.Operator.RollbackNotAllowed", "ROLLBACK")]
    [InlineData("Stop-ObDag", 5, "Task.Dag.Operator.CancelNotAllowed", "CANCEL")]
    public void Protocol_5_4_an_operator_that_the_step_does_not_allow_is_refused_with_advice(string cmdlet, int seconds, string id, string operation)
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
    public void Protocol_5_4_after_PASS_of_a_node_the_DAG_continues_and_its_verdict_is_DagPassed()
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
    public void Protocol_5_4_PASS_of_a_node_is_refused_unless_both_node_and_DAG_are_FAILED(int stage, double seconds, string id)
    {
        Begin(NoActivation, seconds);

        // In stage 4: the node before the failed node. It has succeeded. In stage 2: a node of a DAG that is still running.
        Run(PassNode(stage == 4 ? 3 : stage)).Error(id);
    }

    [Fact]
    public void Protocol_5_4_PASS_of_a_node_that_does_not_allow_PASS_is_refused()
    {
        string dag = Cluster.StartRigidTask("Rigid task", "rt9", TimeSpan.FromSeconds(20));
        Room.Advance(60);

        Run(PassNode(1, dag)).Error("Task.Node.Operator.PassNotAllowed");
    }

    private static string PassNode(int stage, string dag = "11") =>
        $"Invoke-ObApi \"/api/v1/task/node/$((Get-ObDag {dag} -Detailed).Nodes[{stage - 1}].Id)\" POST -Body @{{ operator = 'PASS' }}";
}
