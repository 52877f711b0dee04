using System;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.RemoveObTenant;

/// <summary>Dropping tenants: exactly the named tenant, once, and never sys.</summary>
[Trait("Topic", "Tenants")]
public sealed class RemoveObTenantTests : CmdletTest
{
    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Cluster.AddTenant(new Tenant { Name = "prod" });
        Cluster.AddTenant(new Tenant { Name = "prod-1" });
    }

    [Fact]
    public void The_output_is_the_DAG_and_Wait_ObDag_accepts_it()
    {
        Room.AdvanceAtEachLook(10);

        dynamic dag = Run("Remove-ObTenant prod-1 -Confirm:$false | Wait-ObDag").Single();

        Assert.Equal("Drop tenant prod-1", dag.Name);
        Assert.Equal("Succeeded", dag.Verdict.ToString());
        Assert.Equal(["sys", "prod"], Cluster.Tenants.Select(t => t.Name));
        Assert.Contains("DROP TENANT prod-1 FORCE", Cluster.Sql.Statements);
    }

    [Theory]
    [InlineData("", """{"need_recycle":false}""")]
    [InlineData("-Recycle", """{"need_recycle":true}""")]
    public void Recycle_is_sent_as_need_recycle(string option, string body)
    {
        Run($"Remove-ObTenant prod {option} -Confirm:$false").Single();

        RecordedRequest change = Assert.Single(Room.Changes);
        Assert.Equal("DELETE", change.Method);
        Assert.Equal("/api/v1/tenant/prod", change.PathAndQuery);
        Assert.Equal(body, change.BodyText);
    }

    [Theory]
    [InlineData("missing", "Tenant 'missing' does not exist")]
    [InlineData("rt2", "Performing the operation \"Drop incomplete tenant of an earlier restore permanently, with all its data\" on target \"tenant 'rt2' (id ")]
    [InlineData("prod", "What if: Performing the operation \"Drop tenant permanently, with all its data\" on target \"tenant 'prod' (id 1002, MYSQL, NORMAL) on obcluster (")]
    public void The_question_says_what_is_lost(string name, string says)
    {
        Room.Start("rt2", new RestoreBehaviour { JobFails = true, FailedTenantRemains = true });
        Room.Advance(60);
        Cluster.Requests.Clear();

        Run("Remove-ObTenant $args[0] -WhatIf", name).ThrowIfFailed();

        Assert.Contains(says, Host.Screen, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Theory]
    [InlineData("Remove-ObTenant prod")]
    [InlineData("Remove-ObUnitConfig s1")]
    [InlineData("Invoke-ObApi /api/v1/tenant/prod DELETE")]
    public void If_no_user_can_be_asked_the_error_shows_the_switch_to_use_and_nothing_is_sent(string script)
    {
        ErrorRecord error = Run(script).Error("ConfirmationImpossible");

        Assert.Contains("-Confirm:$false", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Theory]
    [InlineData("prod~2", "/api/v1/tenant/prod~2")]
    [InlineData("prod+2", "/api/v1/tenant/prod%2B2")]
    [Trait("Trap", "28")]
    public void Names_that_a_restore_would_refuse_are_encoded_in_the_path(string name, string path)
    {
        Cluster.AddTenant(new Tenant { Name = name });

        Run("Remove-ObTenant $args[0] -Confirm:$false", name).Single();

        Assert.Equal(path, Assert.Single(Room.Changes).PathAndQuery);
    }

    [Theory]
    [InlineData("sys", "ReservedTenantName")]
    [InlineData("SYS", "ReservedTenantName")]
    [InlineData(" sYs ", "ReservedTenantName")]
    [InlineData("META$1002", "ReservedTenantName")]
    [InlineData("all_user", "ReservedTenantName")]
    [InlineData("prod#x", "TenantNameNotDroppable")]
    [InlineData("prod--", "TenantNameNotDroppable")]
    [InlineData("prod;x", "TenantNameNotDroppable")]
    [InlineData("prod,x", "TenantNameNotDroppable")]
    [InlineData("`prod`", "TenantNameNotDroppable")]
    [InlineData("prod*", "TenantNameNotDroppable")]
    [InlineData("\u017Fys", "TenantNameNotDroppable")]
    [InlineData("prod/restore", "InvalidTenantName")]
    [InlineData("..", "InvalidTenantName")]
    [InlineData("", "InvalidTenantName")]
    public void A_reserved_name_or_a_name_that_could_mean_another_tenant_is_refused_and_nothing_is_sent(string name, string id)
    {
        Run("Remove-ObTenant -Name @(,$args[0]) -Confirm:$false", name).Error(id);

        Assert.Empty(Requests);
    }

    [Fact]
    public void The_error_shows_which_tenant_the_agent_would_drop_instead()
    {
        Cluster.AddTenant(new Tenant { Name = "prod#x" });

        string text = Run("Get-ObTenant 'prod#x' | Remove-ObTenant -Confirm:$false").Error("TenantNameNotDroppable").ErrorDetails.Message;

        Assert.Contains("tenant 'prod'", text, StringComparison.Ordinal);
        Assert.Contains("position 5", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pattern_drops_no_tenant_and_the_error_shows_how_to_find_them()
    {
        string text = Run("Remove-ObTenant prod* -Confirm:$false").Error("TenantNameNotDroppable").ErrorDetails.RecommendedAction;

        Assert.Contains("Get-ObTenant 'prod*'", text, StringComparison.Ordinal);
        Assert.DoesNotContain("SQL", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_with_other_letter_case_is_not_accepted_as_the_tenant()
    {
        ErrorRecord error = Run("Remove-ObTenant PROD -Confirm:$false").Error("TenantNotFound");

        Assert.Contains("'prod'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_tenant_that_does_not_exist_is_a_warning()
    {
        SessionResult result = Run("Remove-ObTenant absent -Confirm:$false").ThrowIfFailed();

        Assert.Empty(result.Output);
        Assert.Contains("absent", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
        Assert.Empty(result.Audit);
        Run("Remove-ObTenant absent").ThrowIfFailed();
    }

    [Fact]
    public void The_audit_record_has_the_action_the_tenant_the_trace_id_and_the_DAG()
    {
        SessionResult result = Run("Remove-ObTenant prod -Confirm:$false");

        dynamic audit = Assert.Single(result.Audit).MessageData;
        Assert.Equal("DELETE tenant", audit.Action);
        Assert.Equal("prod", audit.Target);
        Assert.Equal(Assert.Single(Room.Changes).TraceId, audit.TraceId);
        Assert.Equal("DAG 11", audit.Outcome);
    }

    [Fact]
    public void WhatIf_shows_what_would_be_lost_and_sends_only_reads()
    {
        SessionResult result = Run("Remove-ObTenant prod -WhatIf; Remove-ObTenant prod -Recycle -WhatIf").ThrowIfFailed();

        Assert.Empty(result.Output);
        Assert.Empty(Room.Changes);
        Assert.Contains("Drop tenant permanently", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("recycle bin", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("'prod' (id 1002, MYSQL, NORMAL)", Host.Screen, StringComparison.Ordinal);
    }

    /// <summary>The agent would refuse this. The module reports the agent's error id without a question.</summary>
    [Theory]
    [InlineData("")]
    [InlineData("-Confirm:$false")]
    [InlineData("-WhatIf")]
    [InlineData("-Recycle")]
    public void A_tenant_with_a_running_DAG_is_refused_without_a_question(string options)
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(1) });
        Room.Advance(30);
        Run("Remove-ObTenant prod -Confirm:$false").Single();
        Cluster.Requests.Clear();

        ErrorRecord restore = Run("Remove-ObTenant rt2 " + options).Error("OB.Tenant.UnderMaintenance");
        ErrorRecord drop = Run("Remove-ObTenant prod " + options).Error("OB.Tenant.UnderMaintenance");

        Assert.Contains("Stop-ObTenantRestore rt2", restore.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Wait-ObDag 12", drop.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Theory]
    [InlineData("-Confirm:$false")]
    [InlineData("-WhatIf")]
    [InlineData("-Recycle -Confirm:$false")]
    public void A_tenant_that_OceanBase_still_restores_is_refused_although_its_DAG_has_failed(string options)
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        Room.Advance(3700);
        Cluster.Requests.Clear();

        ErrorRecord error = Run("Remove-ObTenant rt2 " + options).Error("RestoreAtWork");

        Assert.Contains("OceanBase's job is still running. Nothing was removed.", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Wait-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(Run("Remove-ObTenantRestore rt2 " + options.Replace("-Recycle", "", StringComparison.Ordinal)).Error("RestoreAtWork").ErrorDetails.Message, error.ErrorDetails.Message);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_tenant_that_OceanBase_restores_without_a_DAG_is_refused()
    {
        Cluster.SetBehaviour("rt9", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        Cluster.StartForeignRestore("rt9");
        Room.Advance(30);

        ErrorRecord error = Run("Remove-ObTenant rt9 -Confirm:$false").Error("RestoreAtWork");

        Assert.Contains("Stop-ObTenantRestore rt9", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_tenant_whose_restore_has_not_created_it_yet_is_an_error_with_the_restore()
    {
        Room.Start("rt2");
        Cluster.Requests.Clear();

        ErrorRecord error = Run("Remove-ObTenant rt2 -Confirm:$false").Error("RestoreAtWork");

        Assert.Contains("(DAG 11) is still running", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Stop-ObTenantRestore rt2", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void If_no_user_can_confirm_nothing_is_dropped()
    {
        Assert.NotEmpty(Run("Remove-ObTenant prod").AllErrors);

        Assert.Empty(Room.Changes);
    }

    [Theory]
    [InlineData(FaultKind.DropAfterHandler, "")]
    [InlineData(FaultKind.DropAfterHandler, "-Recycle")]
    [InlineData(FaultKind.EmptyBody200, "")]
    [InlineData(FaultKind.NullData, "")]
    [Trait("Promise", "5")]
    public void Promise_5_after_a_lost_answer_the_DAG_is_found_and_the_change_is_not_sent_again(FaultKind kind, string option)
    {
        Cluster.Faults.Add(kind, "DELETE", "/api/v1/tenant/prod", int.MaxValue);

        SessionResult result = Run($"Remove-ObTenant prod {option} -Confirm:$false");

        Assert.Equal("11", ((dynamic)result.Single()).Id);
        Assert.Contains("DAG 11", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Equal("DAG 11, answer lost", ((dynamic)Assert.Single(result.Audit).MessageData).Outcome);
        Assert.Single(Room.Changes);
    }

    [Fact]
    [Trait("Promise", "5")]
    [Trait("Category", "Slow")]
    public void Promise_5_an_earlier_removal_of_the_same_tenant_name_does_not_prove_a_lost_removal()
    {
        Run("Remove-ObTenant prod -Confirm:$false").Single();
        Room.Advance(30);
        Cluster.AddTenant(new Tenant { Name = "prod" });
        Cluster.Requests.Clear();
        Cluster.Faults.Add(FaultKind.DropBeforeHandler, "DELETE", "/api/v1/tenant/prod", int.MaxValue);

        Run("Remove-ObTenant prod -Confirm:$false").Error("ChangeUnknown");

        Assert.Single(Room.Changes);
    }

    [Theory]
    [InlineData(FaultKind.DropBeforeHandler)]
    [InlineData(FaultKind.GatewayTimeout504)]
    [Trait("Promise", "5")]
    [Trait("Category", "Slow")]
    public void Promise_5_a_tenant_removal_with_unknown_outcome_is_reported_and_not_sent_again(FaultKind kind)
    {
        Cluster.Faults.Add(kind, "DELETE", "/api/v1/tenant/prod", int.MaxValue);

        SessionResult result = Run("Remove-ObTenant prod -Confirm:$false");

        ErrorRecord error = result.Error("ChangeUnknown");
        string trace = Assert.Single(Room.Changes).TraceId;
        Assert.Contains(trace, error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Get-ObDag", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(trace, Assert.Single(result.Audit).MessageData.ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void A_DAG_as_input_is_refused()
    {
        Room.Start();
        Cluster.Requests.Clear();

        Run("Get-ObDag 11 | Remove-ObTenant -Confirm:$false").Error("InvalidTenantName");

        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_refused_tenant_does_not_stop_the_other_tenants() =>
        Assert.Equal("Drop tenant prod", (string)((dynamic)Assert.Single(Run("Remove-ObTenant sys, prod -Confirm:$false").Output)).Name);
}
