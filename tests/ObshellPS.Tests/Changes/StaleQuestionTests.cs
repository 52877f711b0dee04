using System;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Changes;

/// <summary>
/// A question can stay open for minutes. The state of the cluster is read again after the answer, and only this state decides (promise 5).
/// </summary>
[Trait("Promise", "5")]
[Trait("Topic", "Operators")]
public sealed class StaleQuestionTests : CmdletTest
{
    private int asked;

    private RecordingInterface Screen => (RecordingInterface)Host.UI;

    [Theory]
    [InlineData("Stop-ObTenantRestore rt2", 576, "RestoreBeyondCancel")]
    [InlineData("Stop-ObTenantRestore rt2", 3600, "Task.Dag.Operator.RollbackNotFailedDag")]
    [InlineData("Stop-ObDag 11 -Confirm", 3600, "Task.Dag.Operator.CancelFinishedDag")]
    public void Promise_5_a_restore_that_ended_while_the_question_was_open_is_not_cancelled(string script, int seconds, string id)
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(10) });
        Room.Advance(30);
        AnswersYes(() => Room.Advance(seconds));

        Run(script).Error(id);

        Assert.Equal(1, asked);
        Assert.Single(Room.Changes);
    }

    [Theory]
    [InlineData("Stop-ObTenantRestore rt2", "Task.Dag.Operator.RollbackNotFailedDag")]
    [InlineData("Stop-ObTenantRestore prod", "OB.Restore.NotRecovering")]
    [InlineData("Stop-ObTenantRestore nosuch", null)]
    [InlineData("Remove-ObTenant nosuch", null)]
    public void A_command_with_nothing_to_cancel_or_remove_reports_this_and_asks_no_question(string script, string? id)
    {
        Cluster.AddTenant(new Tenant { Name = "prod" });
        Room.Start("rt2");
        Room.Advance(120);

        // The session has no user, so a question would fail.
        SessionResult result = Run(script);

        if (id is null)
        {
            Assert.Empty(result.AllErrors);
            Assert.Contains("'nosuch'", Assert.Single(result.Warnings), StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("There is nothing to cancel", result.Error(id).ErrorDetails.Message, StringComparison.Ordinal);
        }

        Assert.Single(Room.Changes);
    }

    [Fact]
    public void Promise_5_the_question_is_asked_again_if_the_stage_has_changed()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        Room.Advance(30);

        // While the question is open, another user resumes the DAG.
        AnswersYes(() =>
        {
            if (asked == 1)
            {
                using var other = new Administrator(Cluster);
                other.OperateAsync("11", "RETRY").GetAwaiter().GetResult();
            }
        });

        SessionResult result = Run("Undo-ObDag 11 -Confirm");

        Assert.Equal(1, asked);
        Assert.StartsWith("Task.Dag.Operator.RollbackNotFailedDag,", Assert.Single(result.AllErrors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.DoesNotContain(Room.Changes, r => r.BodyText.Contains("ROLLBACK", StringComparison.Ordinal));
    }

    [Fact]
    public void Promise_5_the_question_is_asked_again_if_the_tenant_was_dropped_and_recreated()
    {
        Cluster.AddTenant(new Tenant { Name = "prod" });
        AnswersYes(() =>
        {
            if (asked == 1)
            {
                Cluster.RemoveTenant("prod");
                Cluster.AddTenant(new Tenant { Name = "prod", Id = 1020 });
            }
        });

        SessionResult result = Run("Remove-ObTenant prod");

        Assert.Equal(2, asked);
        Assert.Contains("changed while the command waited for confirmation", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Single(Room.Changes);
    }

    [Fact]
    public void Promise_5_nothing_is_sent_for_a_tenant_that_disappeared_while_the_question_was_open()
    {
        Cluster.AddTenant(new Tenant { Name = "prod" });
        AnswersYes(() => Cluster.RemoveTenant("prod"));

        SessionResult result = Run("Remove-ObTenant prod");

        Assert.Contains("Tenant 'prod' does not exist", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void Promise_5_the_question_is_asked_again_if_the_size_of_the_unit_config_has_changed()
    {
        Cluster.AddUnitConfig(new UnitConfig { Name = "spare", MaxCpu = 1, MinCpu = 1, MemorySize = 2L << 30 });
        AnswersYes(() =>
        {
            if (asked == 1)
            {
                Cluster.RemoveUnitConfig("spare");
                Cluster.AddUnitConfig(new UnitConfig { Name = "spare", MaxCpu = 8, MinCpu = 8, MemorySize = 8L << 30 });
            }
        });

        Run("Remove-ObUnitConfig spare").ThrowIfFailed();

        Assert.Equal(2, asked);
    }

    [Fact]
    public void The_question_is_not_asked_again_if_only_the_progress_has_changed()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(2) });
        Room.Advance(60);
        AnswersYes(() => Room.Advance(60));

        Run("Stop-ObTenantRestore rt2").ThrowIfFailed();

        Assert.Equal(1, asked);
        Assert.Equal("DELETE", Room.Changes[^1].Method);
    }

    [Fact]
    [Trait("Trap", "12")]
    public void Trap_12_the_error_for_a_refused_cancel_says_that_the_DAG_stopped_and_how_to_continue()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(10) });
        Room.Advance(606);
        string stage = Cluster.Dags[^1].State + " " + Cluster.Dags[^1].Stage;
        Assert.Matches("RUNNING [45]", stage);

        ErrorRecord error = Assert.Single(Run("Stop-ObTenantRestore rt2 -Force").AllErrors);

        Assert.Contains("The DAG was stopped anyway", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Resume-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    private void AnswersYes(Action meanwhile) => Screen.Answer = () =>
    {
        asked++;
        meanwhile();
        return 0;
    };
}
