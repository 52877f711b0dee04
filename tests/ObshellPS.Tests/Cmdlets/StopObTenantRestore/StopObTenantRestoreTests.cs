using System;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StopObTenantRestore;

/// <summary>Stop-ObTenantRestore: one test for each row of PROTOCOL 4.9.</summary>
[Trait("Topic", "Operators")]
public sealed class StopObTenantRestoreTests : OperatorTest
{
    [Fact]
    public void Protocol_4_9_without_job_DAG_and_tenant_there_is_a_warning_and_nothing_is_sent()
    {
        SessionResult result = Run("Stop-ObTenantRestore absent -Confirm:$false").ThrowIfFailed();

        Assert.Empty(result.Output);
        Says("absent", Assert.Single(result.Warnings));
        Assert.Empty(Sent);
        Assert.Empty(result.Audit);
    }

    [Fact]
    public void Protocol_4_9_a_tenant_without_job_and_DAG_is_NotRecovering()
    {
        Cluster.AddTenant(new Tenant { Name = "prod-1" });

        ErrorRecord error = Run("Stop-ObTenantRestore prod-1 -Confirm:$false").Error("OB.Restore.NotRecovering");

        Assert.Equal(ErrorCategory.InvalidOperation, error.CategoryInfo.Category);
        Assert.True(HasTenant("prod-1"));
    }

    [Fact]
    public void Protocol_4_9_a_DAG_of_another_kind_is_the_error_Restore_Task_NotExist()
    {
        // The newest DAG of the tenant is a cancel DAG, and OceanBase's job has ended.
        Cluster.StartForeignRestore("rt9");
        Run("Stop-ObTenantRestore rt9 -Confirm:$false").Single();
        Room.Advance(60);
        Assert.Equal("Cancel restore rt9", Cluster.Dags[^1].Name);

        Run("Stop-ObTenantRestore rt9 -Confirm:$false").Error("OB.Restore.Task.NotExist");
    }

    [Fact]
    public void Protocol_4_9_a_FAILED_restore_DAG_without_a_job_is_rolled_back()
    {
        Begin(Refused, 60);

        Says("Roll back the restore of DAG 11", Notice("Stop-ObTenantRestore rt2"));
        dynamic dag = Run("Stop-ObTenantRestore rt2 -Confirm:$false").Single();

        Assert.Equal(("11", "ROLLBACK"), ((string)dag.Id, (string)dag.Operator));
    }

    [Fact]
    public void Protocol_4_9_a_running_job_without_a_DAG_gets_a_new_cancel_DAG()
    {
        Cluster.SetBehaviour("rt9", Slow);
        Cluster.StartForeignRestore("rt9");

        Says("it has no running DAG", Notice("Stop-ObTenantRestore rt9"));
        Room.AdvanceAtEachLook(5);
        dynamic dag = Run("Stop-ObTenantRestore rt9 -Confirm:$false | Wait-ObDag").Single();

        Assert.Equal("Cancel restore rt9", dag.Name);
        Assert.Equal("Succeeded", dag.Verdict.ToString());
        Assert.DoesNotContain(Cluster.RestoreJobs, j => j.IsRunning);
    }

    [Fact]
    public void Protocol_4_9_a_running_job_whose_DAG_has_ended_SUCCEED_gets_a_new_cancel_DAG()
    {
        Begin(Slow, 3700);
        Run("Skip-ObDag 11 -Force").Single();

        dynamic dag = Run("Stop-ObTenantRestore rt2 -Confirm:$false").Single();

        Assert.Equal("Cancel restore rt2", dag.Name);
    }

    [Fact]
    public void Protocol_4_9_a_running_restore_is_cancelled_and_rolled_back_and_the_wait_succeeds()
    {
        Begin(Slow, 30);

        Says("is still running", Notice("Stop-ObTenantRestore rt2"));
        Room.AdvanceAtEachLook(5);
        SessionResult result = Run("Stop-ObTenantRestore rt2 -Confirm:$false | Wait-ObDag");

        dynamic dag = result.Single();
        Assert.Equal(("11", "DagRolledBack"), ((string)dag.Id, (string)dag.Verdict.ToString()));
        Assert.False(HasTenant());
        Says("DELETE tenant/restore", Assert.Single(result.Audit).MessageData.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Protocol_4_9_directly_after_a_start_or_a_retry_the_cmdlet_waits_until_the_DAG_has_begun(bool isRetry)
    {
        Begin(isRetry ? Refused : Slow, isRetry ? 60 : 0);
        Cluster.SetBehaviour("rt2", Slow);
        if (isRetry)
        {
            Run("Resume-ObDag 11 -Confirm:$false").Single();
        }

        Assert.Equal("READY", Dag().State);
        Room.AdvanceAtEachLook(0.5);

        dynamic dag = Run("Stop-ObTenantRestore rt2 -Confirm:$false").Single();

        Assert.Equal(("11", "ROLLBACK"), ((string)dag.Id, (string)dag.Operator));
    }

    [Fact]
    public void Protocol_4_9_a_READY_DAG_is_refused_by_the_agent()
    {
        Begin(new RestoreBehaviour(), 0);
        Says("takes a second", Notice("Stop-ObTenantRestore rt2"));

        Recommends("in a second", Run("Stop-ObTenantRestore rt2 -Confirm:$false").Error("Task.Dag.Operator.RollbackNotFailedDag"));
    }

    [Fact]
    public void Protocol_4_9_a_finished_restore_is_refused_by_the_agent_and_the_tenant_stays()
    {
        Begin(new RestoreBehaviour(), 60);
        Says("has ended (SUCCEED/RUN)", Notice("Stop-ObTenantRestore rt2 -Force"));

        Says("has ended: SUCCEED/RUN", Run("Stop-ObTenantRestore rt2").Error("Task.Dag.Operator.RollbackNotFailedDag").ErrorDetails.Message);
        Run("Stop-ObTenantRestore rt2 -Force").Error("Task.Dag.Operator.RollbackNotFailedDag");
        Assert.True(HasTenant());
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public void Trap_12_in_stages_4_and_5_a_cancel_without_Force_is_refused_with_advice(int stage)
    {
        Begin(stage == 4 ? NoActivation : new RestoreBehaviour { UpgradeError = "Error 4012 (HY000): Timeout" }, 60);

        ErrorRecord error = Run("Stop-ObTenantRestore rt2 -Confirm:$false").Error("RestoreBeyondCancel");

        Recommends("Resume-ObDag 11", error);
        Recommends("Remove-ObTenantRestore rt2", error);
        Recommends("-Force", error);
        Says($"stage {stage} of 5", error.ErrorDetails.Message);
        Assert.Empty(Sent);
    }

    [Fact]
    public void Trap_12_with_Force_in_stage_4_the_stopped_DAG_is_reported_and_RETRY_repairs_it()
    {
        Begin(new RestoreBehaviour { ActivationNeverPrimary = true }, 60);
        Assert.Equal(("RUNNING", 4), (Dag().State, Dag().Stage));
        Says("stays incomplete", Notice("Stop-ObTenantRestore rt2 -Force"));

        ErrorRecord error = Run("Stop-ObTenantRestore rt2 -Force").Error("Task.Dag.Operator.RollbackNotAllowed");

        Recommends("Resume-ObDag 11", error);
        Assert.Equal(("FAILED", "CANCEL"), (Dag().State, Dag().Operator));
        Cluster.SetBehaviour("rt2", new RestoreBehaviour());
        Room.AdvanceAtEachLook(5);
        Assert.Equal("Restored", ((dynamic)Run("Resume-ObDag 11 | Wait-ObDag").Single()).Verdict.ToString());
    }

    [Fact]
    public void Trap_10_the_question_says_that_a_restored_tenant_is_dropped()
    {
        Begin(new RestoreBehaviour { Duration = TimeSpan.FromHours(1.2) }, 3 * 3600);

        Says("The restored tenant is dropped", Notice("Stop-ObTenantRestore rt2"));
    }

    [Fact]
    public void A_DAG_from_the_pipeline_stops_only_its_own_restore_and_not_a_newer_one()
    {
        Session.SetVariable("old", Room.Start("rt2", Refused));
        Room.Advance(60);
        Cluster.SetBehaviour("rt2", Slow);
        Session.SetVariable("new", Run("Start-ObTenantRestore @good").Single());
        Room.Advance(30);
        Cluster.Requests.Clear();

        Recommends("Stop-ObTenantRestore rt2", Run("$old | Stop-ObTenantRestore -Confirm:$false").Error("NotNewestDag"));
        Assert.Empty(Sent);
        Assert.Equal("12", ((dynamic)Run("$new | Stop-ObTenantRestore -Confirm:$false").Single()).Id);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-Confirm")]
    [InlineData("-Confirm:$false")]
    [InlineData("-WhatIf")]
    public void A_restore_in_rollback_or_already_ended_is_refused_and_no_question_is_asked(string consent)
    {
        Begin(Slow, 30);
        Run("Stop-ObTenantRestore rt2 -Confirm:$false").Single();
        Cluster.Requests.Clear();

        Recommends("Wait-ObDag 11", Run("Stop-ObTenantRestore rt2 " + consent).Error("Task.Dag.Operator.RollbackNotFailedDag"));
        Room.Advance(600);
        Says("has ended: SUCCEED/ROLLBACK", Run("Stop-ObTenantRestore rt2 " + consent).Error("Task.Dag.Operator.RollbackNotFailedDag").ErrorDetails.Message);
        Assert.Empty(Sent);
    }

    [Fact]
    public void If_no_user_can_be_asked_Stop_ObTenantRestore_fails_and_sends_nothing()
    {
        Begin(Slow, 30);

        Says("is still running", Run("Stop-ObTenantRestore rt2").Error("ConfirmationImpossible").ErrorDetails.Message);
        Assert.Empty(Sent);
    }

    [Theory]
    [InlineData("''")]
    [InlineData("'..'")]
    [InlineData("42")]
    public void Input_that_is_not_a_tenant_is_refused_without_a_change(string bad)
    {
        Assert.NotEmpty(Run($"{bad} | Stop-ObTenantRestore -Confirm:$false").AllErrors);
        Assert.Empty(Sent);
    }

    [Fact]
    public async Task A_restore_that_another_user_cancelled_is_rolled_back()
    {
        Begin(Slow, 30);
        await OtherUser.OperateAsync("11", "CANCEL");
        Room.Advance(5);

        dynamic dag = Run("Stop-ObTenantRestore rt2 -Confirm:$false").Single();

        Assert.Equal("ROLLBACK", dag.Operator);
    }
}
