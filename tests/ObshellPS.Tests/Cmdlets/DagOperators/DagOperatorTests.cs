using System;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.DagOperators;

/// <summary>The operators of PROTOCOL 5.4, each through its cmdlet: one test for each row of its tables.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Operators")]
public sealed class DagOperatorTests : OperatorTest
{
    [Fact]
    public void Protocol_5_4_RETRY_sends_only_the_operator_key_and_returns_the_new_state_of_the_DAG()
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
    public void Protocol_5_4_ROLLBACK_undoes_all_stages_and_Wait_ObDag_ends_without_an_error()
    {
        Begin(Refused, 60);
        Room.AdvanceAtEachLook(5);

        dynamic dag = Run("Undo-ObDag 11 -Confirm:$false | Wait-ObDag").Single();

        Assert.Equal(["""POST /api/v1/task/dag/11 {"operator":"ROLLBACK"}"""], Sent);
        Assert.Equal(("SUCCEED", "ROLLBACK", 1), ((string)dag.State, (string)dag.Operator, (int)dag.Stage));
        Assert.Equal("DagRolledBack", dag.Verdict.ToString());
    }

    [Fact]
    public void Wait_ObDag_accepts_an_ordered_rollback_that_has_already_ended()
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
    public void Wait_ObDag_accepts_an_ordered_rollback_of_a_deserialized_DAG()
    {
        Begin(Refused, 60);
        dynamic dag = Run("Undo-ObDag 11 -Force").Single();
        Session.SetVariable("dead", PSSerializer.Deserialize(PSSerializer.Serialize(dag, 3)));
        Room.Advance(60);

        Run("$dead | Wait-ObDag").Single();
    }

    [Fact]
    public void Protocol_5_4_CANCEL_ends_the_DAG_as_FAILED_CANCEL_and_the_job_continues()
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
    public void Protocol_5_4_PASS_marks_all_stages_as_done_and_executes_nothing()
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
    public void Protocol_5_4_RETRY_ROLLBACK_and_PASS_are_refused_for_a_running_DAG_before_a_question(string cmdlet, string id, string next)
    {
        Begin(Slow, 30);

        ErrorRecord error = Run(cmdlet + " 11").Error(id);

        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Recommends(next, error);
        Assert.Empty(Sent);
    }

    [Fact]
    public void Protocol_5_4_CANCEL_of_a_finished_DAG_is_refused()
    {
        Begin(new RestoreBehaviour(), 60);

        Run("Stop-ObDag 11").Error("Task.Dag.Operator.CancelFinishedDag");
        Assert.Empty(Sent);
    }

    [Fact]
    public void Protocol_5_4_ROLLBACK_in_stage_4_is_refused_and_the_error_shows_the_commands_to_continue()
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
    public void Protocol_5_4_the_agents_refusal_has_the_same_error_id_if_the_DAG_changes_after_it_was_read(string cmdlet, string operation, string id)
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
    public void Protocol_4_8_RETRY_of_stage_1_repeats_its_checks()
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
    public void Protocol_4_8_RETRY_of_stage_3_continues_to_wait_and_undoes_nothing()
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
    public void Protocol_4_8_RETRY_of_stage_4_repeats_the_stage()
    {
        Begin(NoActivation, 60);
        Says("repeats stage 4 of 5 (Active tenant)", Notice("Resume-ObDag 11"));
        Cluster.SetBehaviour("rt2", new RestoreBehaviour());
        Room.AdvanceAtEachLook(5);

        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
    }

    [Fact]
    public void Trap_8_RETRY_resumes_a_restore_that_runs_longer_than_the_agents_limit()
    {
        Begin(new RestoreBehaviour { Duration = TimeSpan.FromHours(1.5) }, 3700);
        Recommends("Resume-ObDag 11", Run("Wait-ObDag 11").Error("RestoreOutlivedAgentWait"));
        Room.AdvanceAtEachLook(600);

        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
        Assert.Single(Room.RestoreStatements);
    }

    [Fact]
    public void Trap_9_if_the_DAG_fails_in_stage_4_the_error_has_the_result_of_the_job()
    {
        Begin(new RestoreBehaviour { JobFails = true, FailedTenantRemains = true }, 60);

        ErrorRecord error = Run("Wait-ObDag 11").Error("RestoreJobFailed");

        Says("ret=-9040", error.ErrorDetails.Message);
        Recommends("Remove-ObTenantRestore rt2", error);
        Says("FAIL", ((dynamic)Run("Get-ObTenantRestore rt2").Single()).Status);
    }

    /// <summary>Without the tenant, the agent answers 400 for the overview. The list of jobs still contains the job.</summary>
    [Fact]
    public void Trap_9_no_command_says_that_data_is_restored_if_the_job_failed_and_left_no_tenant()
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
    public void Trap_10_WhatIf_for_ROLLBACK_says_that_the_tenant_of_a_finished_restore_is_dropped()
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
    public void Trap_10_WhatIf_for_ROLLBACK_says_that_a_running_job_is_lost()
    {
        Begin(Slow, 3700);

        Says("is still running", Notice("Undo-ObDag 11"));
    }

    [Fact]
    public void Trap_10_WhatIf_for_ROLLBACK_says_that_no_restore_created_the_tenant()
    {
        Begin(Refused, 60);
        Cluster.AddTenant(new Tenant { Name = "rt2" });

        Says("no restore created it", Notice("Undo-ObDag 11"));
    }

    [Fact]
    public void Trap_10_WhatIf_for_ROLLBACK_says_that_the_overview_could_not_be_read()
    {
        Begin(Refused, 60);
        Cluster.Faults.Add(FaultKind.Panic, "GET", "/api/v1/tenant/rt2/restore/overview", int.MaxValue);

        Says("could not be read", Notice("Undo-ObDag 11"));
    }

    [Fact]
    public void Trap_11_the_question_before_RETRY_of_stage_2_says_that_the_stage_is_first_undone()
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
    public void Trap_11_RETRY_of_stage_2_does_not_ask_with_Force_or_Confirm_false(string consent)
    {
        Begin(Refused, 60);

        Run("Resume-ObDag 11 " + consent).Single();
    }

    [Fact]
    public void Trap_11_RETRY_of_stage_2_does_not_ask_if_ConfirmPreference_is_None()
    {
        Begin(Refused, 60);

        Run("$ConfirmPreference = 'None'; Resume-ObDag 11").Single();
    }

    [Fact]
    public void Trap_13_WhatIf_for_CANCEL_says_that_the_agent_no_longer_watches_the_job()
    {
        Begin(Slow, 30);

        string notice = Notice("Stop-ObDag 11");

        Says("the agent no longer watches", notice);
        Says("may still appear", notice);
    }

    [Fact]
    public void Trap_14_WhatIf_for_PASS_says_that_nothing_is_executed_and_which_stages_are_skipped()
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
    public void If_no_user_can_be_asked_nothing_is_sent_and_the_error_says_what_would_be_done(string script)
    {
        Begin(Refused, 60);

        ErrorRecord error = Run(script).Error("ConfirmationImpossible");

        Says("rt2", error.ErrorDetails.Message);
        Recommends("-Confirm:$false", error);
        Assert.Empty(Sent);
    }

    /// <summary>In stage 1 the restore has created nothing yet. The rollback only changes the state of the DAG.</summary>
    [Fact]
    public void A_rollback_that_undoes_nothing_writes_a_warning_and_does_not_ask()
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
    public void The_text_of_WhatIf_has_the_same_form_as_in_PowerShells_own_cmdlets()
    {
        Begin(Refused, 60);

        Says("What if: Performing the operation \"Skip. Nothing is executed.", Notice("Skip-ObDag 11"));
        Assert.Matches("\" on target \"Restore of tenant 'rt2' \\(DAG 11\\) on obcluster \\([^\"]+\\)\"\\.", Host.Screen);
    }

    [Fact]
    public void WhatIf_takes_precedence_over_Force()
    {
        Begin(Refused, 60);

        Notice("Undo-ObDag 11 -Force");
        Run("$WhatIfPreference = $true; Undo-ObDag 11 -Force").ThrowIfFailed();
        Assert.Empty(Sent);
    }

    [Fact]
    public void An_unknown_id_does_not_stop_the_other_DAGs_and_each_change_writes_one_audit_record()
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
