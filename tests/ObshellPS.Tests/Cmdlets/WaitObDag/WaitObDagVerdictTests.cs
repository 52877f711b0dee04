using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.WaitObDag;

/// <summary>Promise 4: success means success. Every other end has its own verdict, and its error has the DAG and the next step.</summary>
[Trait("Promise", "4")]
[Trait("Topic", "Waiting")]
public sealed class WaitObDagVerdictTests : CmdletTest
{
    private Administrator administrator = null!;

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        administrator = new Administrator(Cluster);
    }

    public override async Task DisposeAsync()
    {
        administrator.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    [Trait("Row", "5.4 SUCCEED/RUN")]
    public void Promise_4_a_completed_restore_is_Restored()
    {
        Room.Start();
        Room.Advance(60);

        dynamic dag = Run("Wait-ObDag 11").Single();

        Assert.Equal("Restored", dag.Verdict.ToString());
        Assert.Equal("SUCCESS", dag.Restore.Status);
        Assert.Equal(5, dag.Nodes.Length);
        Assert.NotNull(dag.Elapsed);
    }

    [Fact]
    [Trait("Row", "5.4 SUCCEED/ROLLBACK")]
    [Trait("Trap", "38")]
    public async Task Promise_4_a_restore_that_a_user_cancelled_and_rolled_back_is_DagRolledBack()
    {
        Room.Start();
        Room.Advance(4);
        await administrator.CancelRestoreAsync("rt2");
        Room.Advance(60);

        Ended("DagRolledBack", ErrorCategory.OperationStopped, "SUCCEED", "ROLLBACK");
        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "rt2");
    }

    [Fact]
    public async Task Promise_4_a_wait_for_a_DAG_object_that_was_already_in_rollback_ends_without_an_error()
    {
        Room.Start();
        Room.Advance(4);
        await administrator.CancelRestoreAsync("rt2");
        Session.SetVariable("dag", Run("Get-ObDag 11").Single());
        Room.AdvanceAtEachLook(20);

        dynamic dag = Run("$dag | Wait-ObDag").Single();

        Assert.Equal("DagRolledBack", dag.Verdict.ToString());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Promise_4_a_job_that_failed_after_stage_3_is_RestoreJobFailed(bool tenantRemains)
    {
        Room.Start("rt2", new RestoreBehaviour { JobFails = true, FailedTenantRemains = tenantRemains, FailComment = "physical restore failed, ret=-9040" });
        Room.Advance(60);

        ErrorRecord error = Ended("RestoreJobFailed", ErrorCategory.InvalidResult, "FAILED", "RUN");

        Assert.Contains("ret=-9040", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Remove-ObTenantRestore rt2 ", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(" OceanBase's error 9040, no log for that point: ", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "5.4 FAILED/RUN")]
    public void Promise_4_a_refused_statement_is_DagFailed_with_the_agents_reason()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        Room.Advance(60);

        ErrorRecord error = Ended("DagFailed", ErrorCategory.InvalidResult, "FAILED", "RUN");

        Assert.Contains("No enough log for restore", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("stage 2 of 5", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_4_a_DAG_that_was_rolled_back_after_a_refused_statement_is_DagRolledBack()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        Room.Advance(60);
        await administrator.OperateAsync("11", "ROLLBACK");
        Room.Advance(60);

        Ended("DagRolledBack", ErrorCategory.OperationStopped, "SUCCEED", "ROLLBACK");
    }

    [Fact]
    public void Promise_4_the_agents_limit_of_3600_seconds_is_not_reported_as_a_failed_restore()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        Room.Advance(3700);

        ErrorRecord error = Ended("RestoreOutlivedAgentWait", ErrorCategory.OperationTimeout, "FAILED", "RUN");

        Assert.Contains("is still restoring", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("RETRY", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("not roll back", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Single(Cluster.RestoreJobs, j => j.IsRunning);
    }

    [Fact]
    public void Promise_4_a_restore_that_succeeded_after_the_agents_limit_is_not_a_success_yet()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(2) });
        Room.Advance(3 * 3600);

        ErrorRecord error = Ended("RestoreOutlivedAgentWait", ErrorCategory.OperationTimeout, "FAILED", "RUN");

        Assert.Contains("not activated yet", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("RETRY", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Promise_4_a_restore_that_failed_after_the_agents_limit_is_RestoreJobFailed()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(2), JobFails = true });
        Room.Advance(3 * 3600);

        Ended("RestoreJobFailed", ErrorCategory.InvalidResult, "FAILED", "RUN");
    }

    [Fact]
    public void Promise_4_the_agents_limit_of_600_seconds_for_creating_the_tenant_is_RestoreCreateTimeout()
    {
        Room.Start("rt2", new RestoreBehaviour { MetaTenantNeverNormal = true, Duration = TimeSpan.FromHours(1) });
        Room.Advance(700);

        ErrorRecord error = Ended("RestoreCreateTimeout", ErrorCategory.OperationTimeout, "FAILED", "RUN");

        Assert.Contains("600 s", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("ROLLBACK", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Promise_4_a_panic_right_after_the_statement_is_DagFailed()
    {
        Room.Start("rt2", new RestoreBehaviour { RowMissingAfterSql = true });
        Room.Advance(60);

        Ended("DagFailed", ErrorCategory.InvalidResult, "FAILED", "RUN");
    }

    [Theory]
    [InlineData("Error 4179 (HY000): activate standby is not allowed", null, 4)]
    [InlineData(null, "Error 4012 (HY000): Timeout", 5)]
    public void Promise_4_the_error_of_a_failed_activation_or_upgrade_says_that_the_data_is_restored(string? activation, string? upgrade, int stage)
    {
        Room.Start("rt2", new RestoreBehaviour { ActivationError = activation, UpgradeError = upgrade });
        Room.Advance(60);

        ErrorRecord error = Ended("DagFailed", ErrorCategory.InvalidResult, "FAILED", "RUN");

        Assert.Contains($"stage {stage} of 5", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains(activation ?? upgrade!, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("data is restored", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Promise_4_a_failed_activation_stays_DagFailed_after_the_tenant_was_dropped()
    {
        Room.Start("rt2", new RestoreBehaviour { ActivationError = "Error 4179 (HY000): activate standby is not allowed" });
        Room.Advance(60);
        Run("Remove-ObTenant rt2 -Confirm:$false").Single();
        Room.Advance(60);
        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "rt2");

        ErrorRecord error = Ended("DagFailed", ErrorCategory.InvalidResult, "FAILED", "RUN");

        Assert.Contains("succeeded", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("does not exist any more", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("Remove-", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.DoesNotContain("Resume-", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Promise_4_an_activation_that_never_ends_is_DagFailed()
    {
        Room.Start("rt2", new RestoreBehaviour { ActivationNeverPrimary = true });
        Room.Advance(700);

        Ended("DagFailed", ErrorCategory.InvalidResult, "FAILED", "RUN");
    }

    [Fact]
    [Trait("Row", "5.4 SUCCEED/PASS")]
    public async Task Promise_4_a_DAG_after_PASS_is_DagPassed()
    {
        Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 1064 (42000): no" });
        Room.Advance(60);
        await administrator.OperateAsync("11", "PASS");

        ErrorRecord error = Ended("DagPassed", ErrorCategory.InvalidResult, "SUCCEED", "PASS");

        Assert.Contains("rt2", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_4_a_DAG_that_ended_SUCCEED_with_a_passed_node_is_DagPassed()
    {
        Room.Start("rt2", new RestoreBehaviour { UpgradeError = "Error 4012 (HY000): Timeout" });
        Room.Advance(60);
        dynamic before = Run("Get-ObDag 11 -Detailed").Single();
        string node = before.Nodes[4].Id;
        await administrator.PassNodeAsync(node);
        Room.Advance(60);

        ErrorRecord error = Ended("DagPassed", ErrorCategory.InvalidResult, "SUCCEED", "RUN");

        Assert.Contains("Upgrade tenant", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "5.4 FAILED/CANCEL")]
    public async Task Promise_4_a_cancelled_DAG_is_DagCancelled_and_the_error_says_that_the_job_is_still_running()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(1) });
        Room.Advance(8);
        await administrator.OperateAsync("11", "CANCEL");
        Room.Advance(8);

        ErrorRecord error = Ended("DagCancelled", ErrorCategory.OperationStopped, "FAILED", "CANCEL");

        Assert.Contains("still running", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Single(Cluster.RestoreJobs, j => j.IsRunning);
    }

    [Fact]
    public void Promise_4_an_end_that_cannot_be_confirmed_is_RestoreUnconfirmed()
    {
        Room.Start();
        Room.Advance(60);
        Cluster.Faults.Add(FaultKind.BadGateway502Html, pathPrefix: "/api/v1/tenant/rt2/restore/overview", times: int.MaxValue);
        Cluster.Faults.Add(FaultKind.BadGateway502Html, pathPrefix: "/api/v1/restore/tasks", times: int.MaxValue);

        ErrorRecord error = Ended("RestoreUnconfirmed", ErrorCategory.InvalidResult, "SUCCEED", "RUN", " -Timeout 1");

        Assert.Contains("Wait-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Promise_4_the_success_of_another_restore_with_the_same_tenant_name_confirms_nothing()
    {
        Room.Start();
        Room.Advance(60);
        Cluster.RemoveTenant("rt2");
        Cluster.StartForeignRestore("rt2");
        Room.Advance(60);
        Cluster.Faults.Add(FaultKind.BadGateway502Html, pathPrefix: "/api/v1/restore/tasks", times: int.MaxValue);

        ErrorRecord error = Ended("RestoreUnconfirmed", ErrorCategory.InvalidResult, "SUCCEED", "RUN", " -Timeout 1");

        Assert.Contains("not the job of this DAG", error.ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Promise_4_a_restore_that_completed_after_a_RETRY_is_Restored()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(1.5) });
        Room.Advance(3700);
        await administrator.OperateAsync("11", "RETRY");
        Room.Advance(3600);

        dynamic dag = Run("Wait-ObDag 11").Single();

        Assert.Equal("Restored", dag.Verdict.ToString());
    }

    [Fact]
    public void A_failed_DAG_does_not_stop_the_wait_for_the_others()
    {
        Room.Start("a1", new RestoreBehaviour { JobFails = true });
        Room.Start("a2");
        Room.Advance(60);

        SessionResult result = Run("'11', '12' | Wait-ObDag");

        Assert.Equal(2, result.Output.Count);
        Assert.Equal("11", ((dynamic)result.Error("RestoreJobFailed").TargetObject).Id);
    }

    [Fact]
    public void With_ErrorAction_Stop_a_failed_DAG_ends_the_script_and_is_the_target_of_the_error()
    {
        Room.Start("rt2", new RestoreBehaviour { JobFails = true });
        Room.Advance(60);

        SessionResult result = Run("try { Wait-ObDag 11 -ErrorAction Stop; 'went on' } catch { $_.TargetObject; $_.FullyQualifiedErrorId }").ThrowIfFailed();

        Assert.Equal(2, result.Output.Count);
        Assert.Equal("RestoreJobFailed", ((dynamic)result.Output[0]).Verdict.ToString());
    }

    /// <summary>
    /// Waits for the DAG. Checks that there is one error with this verdict, that its target and the output are the DAG, and that no change
    /// was sent.
    /// </summary>
    private ErrorRecord Ended(string verdict, ErrorCategory category, string state, string operation, string arguments = "")
    {
        Cluster.Requests.Clear();

        SessionResult result = Run("Wait-ObDag 11" + arguments);

        ErrorRecord error = result.Error(verdict);
        dynamic dag = Assert.Single(result.Output);
        Assert.Equal(verdict, dag.Verdict.ToString());
        Assert.Equal(state, dag.State);
        Assert.Equal(operation, dag.Operator);
        Assert.Same(((PSObject)dag).BaseObject, error.TargetObject);
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains("rt2", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("DAG 11", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(Room.Changes.Select(r => r.PathAndQuery));
        return error;
    }
}
