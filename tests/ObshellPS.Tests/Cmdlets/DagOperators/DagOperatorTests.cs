using System;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.DagOperators;

/// <summary>The operators of PROTOCOL 5.4: one test a row of its tables, each by its cmdlet.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Operators")]
public sealed class DagOperatorTests : OperatorTest
{
    [Fact]
    public void Row_5_4_RETRY_sends_only_the_operator_key_and_returns_the_DAG_as_it_is_then()
    {
        Begin(Slow, 3700);

        SessionResult result = Run("Resume-ObDag 11");

        dynamic dag = result.Single();
        Assert.Equal(["""POST /api/v1/task/dag/11 {"operator":"RETRY"}"""], Sent);
        Assert.Equal(("READY", "RUN", 3), ((string)dag.State, (string)dag.Operator, (int)dag.Stage));
        Assert.Equal("RETRY", dag.Nodes[2].Operator);
        InformationRecord audit = Assert.Single(result.Audit);
        Says("POST task/dag RETRY", audit.MessageData.ToString());
        Says(Room.Changes.Single().TraceId, audit.MessageData.ToString());
    }

    [Fact]
    public void Row_5_4_ROLLBACK_undoes_from_the_stage_down_and_a_wait_for_it_ends_without_error()
    {
        Begin(Refused, 60);
        Room.AdvanceAtEachLook(5);

        dynamic dag = Run("Undo-ObDag 11 -Confirm:$false | Wait-ObDag").Single();

        Assert.Equal(["""POST /api/v1/task/dag/11 {"operator":"ROLLBACK"}"""], Sent);
        Assert.Equal(("SUCCEED", "ROLLBACK", 1), ((string)dag.State, (string)dag.Operator, (int)dag.Stage));
        Assert.Equal("DagRolledBack", dag.Verdict.ToString());
    }

    [Fact]
    public void A_rollback_that_is_over_when_the_DAG_is_read_again_is_still_the_end_that_was_wanted()
    {
        Begin(Refused, 60);
        Room.AdvanceAtEachLook(120);

        SessionResult undone = Run("Undo-ObDag 11 -Force");
        Assert.Equal("SUCCEED", ((dynamic)undone.Single()).State);
        Session.SetVariable("undone", undone.Output[0]);
        Run("$undone | Wait-ObDag").Single();
        Run("Wait-ObDag 11").Error("DagRolledBack");
    }

    [Fact]
    public void A_rollback_that_came_through_a_job_is_still_the_end_that_was_wanted()
    {
        Begin(Refused, 60);
        dynamic dag = Run("Undo-ObDag 11 -Force").Single();
        Session.SetVariable("dead", PSSerializer.Deserialize(PSSerializer.Serialize(dag, 3)));
        Room.Advance(60);

        Run("$dead | Wait-ObDag").Single();
    }

    [Fact]
    public void Row_5_4_CANCEL_ends_FAILED_CANCEL_and_the_job_goes_on()
    {
        Begin(Slow, 30);
        Room.AdvanceAtEachLook(3);

        SessionResult result = Run("Stop-ObDag 11 | Wait-ObDag");

        ErrorRecord error = result.Error("DagCancelled");
        Assert.Equal(["""POST /api/v1/task/dag/11 {"operator":"CANCEL"}"""], Sent);
        Recommends("Resume-ObDag 11", error);
        Recommends("Undo-ObDag 11", error);
        Assert.Single(Cluster.RestoreJobs, j => j.IsRunning);
    }

    [Fact]
    public void Row_5_4_PASS_marks_everything_done_and_executes_nothing()
    {
        Begin(Refused, 60);
        int statements = Cluster.Sql.Statements.Count;

        dynamic dag = Run("Skip-ObDag 11 -Force").Single();

        Assert.Equal(["""POST /api/v1/task/dag/11 {"operator":"PASS"}"""], Sent);
        Assert.Equal(("SUCCEED", "PASS"), ((string)dag.State, (string)dag.Operator));
        Assert.Equal(statements, Cluster.Sql.Statements.Count);
        Assert.False(HasTenant());
        Run("Wait-ObDag 11").Error("DagPassed");
    }

    [Theory]
    [InlineData("Resume-ObDag", "Task.Dag.Operator.RetryNotFailedDag", "Wait-ObDag 11")]
    [InlineData("Undo-ObDag", "Task.Dag.Operator.RollbackNotFailedDag", "Stop-ObTenantRestore rt2")]
    [InlineData("Skip-ObDag", "Task.Dag.Operator.PassNotFailedDag", "Wait-ObDag 11")]
    public void Row_5_4_what_needs_a_FAILED_DAG_is_refused_on_a_running_one_before_anybody_is_asked(string cmdlet, string id, string next)
    {
        Begin(Slow, 30);

        ErrorRecord error = Run(cmdlet + " 11").Error(id);

        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Recommends(next, error);
        Assert.Empty(Sent);
    }

    [Fact]
    public void Row_5_4_CANCEL_of_a_finished_DAG_is_refused()
    {
        Begin(new RestoreBehaviour(), 60);

        Run("Stop-ObDag 11").Error("Task.Dag.Operator.CancelFinishedDag");
        Assert.Empty(Sent);
    }

    [Fact]
    public void Row_5_4_ROLLBACK_from_stage_4_is_refused_and_names_the_ways_on()
    {
        Begin(NoActivation, 60);

        ErrorRecord error = Run("Undo-ObDag 11").Error("Task.Dag.Operator.RollbackNotAllowed");

        Recommends("Resume-ObDag 11", error);
        Recommends("Remove-ObTenantRestore rt2", error);
        Assert.Empty(Sent);

        Room.AdvanceAtEachLook(10);
        Run("Remove-ObTenantRestore rt2 -Confirm:$false").ThrowIfFailed();
        Assert.False(HasTenant());
    }

    [Theory]
    [InlineData("Resume-ObDag", "RETRY", "Task.Dag.Operator.RetryNotFailedDag")]
    [InlineData("Undo-ObDag", "ROLLBACK", "Task.Dag.Operator.RollbackNotFailedDag")]
    [InlineData("Skip-ObDag", "PASS", "Task.Dag.Operator.PassNotFailedDag")]
    public void Row_5_4_a_DAG_that_moved_on_after_it_was_read_is_the_agents_refusal_under_the_same_id(string cmdlet, string operation, string id)
    {
        Begin(Slow, 3700);
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/tenant/rt2/restore/overview",
            Custom = async _ =>
            {
                await OtherUser.OperateAsync("11", "RETRY");
                return false;
            },
        });

        SessionResult result = Run(cmdlet + " 11 -Confirm:$false");

        result.Error(id);
        Assert.Equal([$$"""POST /api/v1/task/dag/11 {"operator":"{{operation}}"}"""], Sent);
        Says(id, Assert.Single(result.Audit).MessageData.ToString());
    }

    [Fact]
    public void Row_4_8_RETRY_of_stage_1_checks_again()
    {
        Cluster.Agents[0].ObAdminPresent = true;
        Run("Start-ObTenantRestore @good -Timestamp $args[0]", Cluster.Backups[0].Windows![0].End.AddSeconds(1)).ThrowIfFailed();
        Room.Advance(60);
        Assert.Equal(("FAILED", 1), (Dag().State, Dag().Stage));
        Cluster.Requests.Clear();

        Says("checks again", Notice("Resume-ObDag 11"));
        Assert.Equal(1, ((dynamic)Run("Resume-ObDag 11").Single()).Stage);
    }

    [Fact]
    public void Row_4_8_RETRY_of_stage_3_watches_on_and_undoes_nothing()
    {
        Begin(Slow, 3700);

        string notice = Notice("Resume-ObDag 11");

        Says("another 3600 s", notice);
        Says("Nothing is undone", notice);
        Says("still running", notice);
        Run("Resume-ObDag 11").Single();
        Room.Advance(30);
        Assert.Single(Cluster.RestoreJobs, j => j.IsRunning);
    }

    [Fact]
    public void Row_4_8_RETRY_of_stage_4_repeats_the_step()
    {
        Begin(NoActivation, 60);
        Says("repeats stage 4 of 5 (Active tenant)", Notice("Resume-ObDag 11"));
        Cluster.SetBehaviour("rt2", new RestoreBehaviour());
        Room.AdvanceAtEachLook(5);

        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
    }

    [Fact]
    public void Trap_8_a_restore_that_outlived_the_limit_is_resumed_and_ends_Restored()
    {
        Begin(new RestoreBehaviour { Duration = TimeSpan.FromHours(1.5) }, 3700);
        Recommends("Resume-ObDag 11", Run("Wait-ObDag 11").Error("RestoreOutlivedAgentWait"));
        Room.AdvanceAtEachLook(600);

        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    public void Trap_9_a_retry_in_stage_4_says_what_the_job_came_to()
    {
        Begin(new RestoreBehaviour { JobFails = true, FailedTenantRemains = true }, 60);

        ErrorRecord error = Run("Wait-ObDag 11").Error("RestoreJobFailed");

        Says("ret=-9040", error.ErrorDetails.Message);
        Recommends("Remove-ObTenantRestore rt2", error);
        Says("FAIL", ((dynamic)Run("Get-ObTenantRestore rt2").Single()).Status);
    }

    /// <summary>The overview is a 400 then; the list of jobs still knows the job.</summary>
    [Fact]
    public void Trap_9_in_stage_4_with_a_failed_job_and_no_tenant_no_command_says_that_data_is_restored()
    {
        Begin(new RestoreBehaviour { JobFails = true }, 60);
        Assert.False(HasTenant());

        ErrorRecord stop = Run("Stop-ObTenantRestore rt2 -Confirm:$false").Error("RestoreBeyondCancel");
        Says("has failed", stop.ErrorDetails.Message);
        Recommends("Remove-ObTenantRestore rt2", stop);
        Recommends("Remove-ObTenantRestore rt2", Run("Undo-ObDag 11 -Confirm:$false").Error("Task.Dag.Operator.RollbackNotAllowed"));
        string notices = Notice("Stop-ObTenantRestore rt2 -Force") + Notice("Resume-ObDag 11");
        Says("cannot succeed", notices);
        Says("The agent refuses", notices);
        Assert.DoesNotContain("incomplete", notices, StringComparison.Ordinal);
        Assert.DoesNotContain("data is restored", notices + stop.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Trap_10_ROLLBACK_after_OceanBase_has_finished_says_that_the_restored_tenant_is_dropped_and_does_it()
    {
        Begin(new RestoreBehaviour { Duration = TimeSpan.FromHours(1.2) }, 3 * 3600);
        Assert.True(HasTenant());

        string notice = Notice("Undo-ObDag 11");

        Says("finished restoring", notice);
        Says("DROP TENANT rt2 FORCE", notice);
        Run("Undo-ObDag 11 -Confirm:$false").Single();
        Room.Advance(60);
        Assert.False(HasTenant());
    }

    [Fact]
    public void Trap_10_ROLLBACK_while_OceanBase_restores_says_that_the_running_job_is_lost()
    {
        Begin(Slow, 3700);

        Says("is still running", Notice("Undo-ObDag 11"));
    }

    [Fact]
    public void Trap_10_a_tenant_that_another_user_has_created_is_pointed_out()
    {
        Begin(Refused, 60);
        Cluster.AddTenant(new Tenant { Name = "rt2" });

        Says("no restore created it", Notice("Undo-ObDag 11"));
    }

    [Fact]
    public void Trap_10_an_overview_that_cannot_be_read_is_said_and_not_guessed()
    {
        Begin(Refused, 60);
        Cluster.Faults.Add(FaultKind.Panic, "GET", "/api/v1/tenant/rt2/restore/overview", int.MaxValue);

        Says("could not be read", Notice("Undo-ObDag 11"));
    }

    [Fact]
    public void Trap_11_RETRY_of_stage_2_asks_like_a_rollback_and_says_why()
    {
        Begin(new RestoreBehaviour { MetaTenantNeverNormal = true, Duration = TimeSpan.FromHours(1) }, 700);

        ErrorRecord error = Run("Resume-ObDag 11").Error("ConfirmationImpossible");

        Says("first undoes this stage", error.ErrorDetails.Message);
        Says("is still running", error.ErrorDetails.Message);
        Assert.Empty(Sent);
        Run("Resume-ObDag 11 -Confirm:$false").Single();
        Assert.Single(Sent);
    }

    [Theory]
    [InlineData("-Force")]
    [InlineData("-Confirm:$false")]
    public void Trap_11_RETRY_of_stage_2_runs_unasked_when_that_was_said(string consent)
    {
        Begin(Refused, 60);

        Run("Resume-ObDag 11 " + consent).Single();
    }

    [Fact]
    public void Trap_11_RETRY_of_stage_2_runs_unasked_where_the_session_never_asks()
    {
        Begin(Refused, 60);

        Run("$ConfirmPreference = 'None'; Resume-ObDag 11").Single();
    }

    [Fact]
    public void Trap_13_CANCEL_says_that_only_the_watching_ends()
    {
        Begin(Slow, 30);

        string notice = Notice("Stop-ObDag 11");

        Says("the agent no longer watches", notice);
        Says("may still appear", notice);
    }

    [Fact]
    public void Trap_14_PASS_says_that_nothing_is_executed_and_which_steps_are_left_out()
    {
        Begin(Refused, 60);

        string notice = Notice("Skip-ObDag 11");

        Says("Nothing is executed", notice);
        Says("'Start restore', 'Wait restore task finish', 'Active tenant', 'Upgrade tenant'", notice);
    }

    [Theory]
    [InlineData("Undo-ObDag 11")]
    [InlineData("Skip-ObDag 11")]
    [InlineData("Resume-ObDag 11 -Confirm")]
    [InlineData("Undo-ObDag 11 -Force -Confirm")]
    public void Without_a_user_to_ask_nothing_is_sent_and_the_error_says_what_would_have_been_done(string script)
    {
        Begin(Refused, 60);

        ErrorRecord error = Run(script).Error("ConfirmationImpossible");

        Says("rt2", error.ErrorDetails.Message);
        Recommends("-Confirm:$false", error);
        Assert.Empty(Sent);
    }

    /// <summary>In stage 1 nothing has been made yet: the rollback only marks the DAG.</summary>
    [Fact]
    public void A_rollback_that_undoes_nothing_is_reported_and_not_asked()
    {
        Cluster.Agents[0].ObAdminPresent = true;
        Run("Start-ObTenantRestore @good -Timestamp $args[0]", Cluster.Backups[0].Windows![0].End.AddSeconds(1)).ThrowIfFailed();
        Room.Advance(60);
        Cluster.Requests.Clear();

        Says("nothing is undone", Notice("Undo-ObDag 11"));
        Run("Undo-ObDag 11 -Confirm").Error("ConfirmationImpossible");
        Run("& { $ConfirmPreference = 'Low'; Undo-ObDag 11 }").Error("ConfirmationImpossible");
        Assert.Empty(Sent);
        SessionResult result = Run("Undo-ObDag 11");

        Assert.Equal("ROLLBACK", ((dynamic)result.Single()).Operator);
        Says("nothing is undone", Assert.Single(result.Warnings));
    }

    [Fact]
    public void What_a_question_says_is_in_PowerShells_own_words()
    {
        Begin(Refused, 60);

        Says("What if: Performing the operation \"Skip. Nothing is executed.", Notice("Skip-ObDag 11"));
        Assert.Matches("\" on target \"Restore of tenant 'rt2' \\(DAG 11\\) on obcluster \\([^\"]+\\)\"\\.", Host.Screen);
    }

    [Fact]
    public void WhatIf_counts_more_than_Force()
    {
        Begin(Refused, 60);

        Notice("Undo-ObDag 11 -Force");
        Run("$WhatIfPreference = $true; Undo-ObDag 11 -Force").ThrowIfFailed();
        Assert.Empty(Sent);
    }

    [Fact]
    public void One_bad_id_does_not_stop_the_others_and_each_change_leaves_one_audit_record()
    {
        Begin(Refused, 60);
        Cluster.SetBehaviour("rt3", Refused);
        Run("Start-ObTenantRestore @good -RestoreTenantName rt3").ThrowIfFailed();
        Room.Advance(60);
        Cluster.Requests.Clear();

        SessionResult result = Run("'11', '199', '12' | Undo-ObDag -Confirm:$false");

        result.Error("Task.NotFound");
        Assert.Equal(["11", "12"], result.Output.Select(d => (string)((dynamic)d).Id));
        Assert.Equal(2, result.Audit.Count);
    }
}
