using System;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.RemoveObTenantRestore;

/// <summary>
/// Remove-ObTenantRestore removes only what a failed restore left. It removes no tenant that could be good, and no pool of another user.
/// </summary>
[Trait("Promise", "5")]
[Trait("Topic", "Tenants")]
public sealed class RemoveObTenantRestoreTests : CmdletTest
{
    private const string Remove = "Remove-ObTenantRestore rt2 -Confirm:$false";

    [Fact]
    public void Pools_that_a_failed_restore_left_without_a_tenant_are_removed()
    {
        Fail(new RestoreBehaviour { JobFails = true });

        SessionResult result = Run(Remove).ThrowIfFailed();

        Assert.Empty(Cluster.ResourcePools);
        Assert.Empty(result.Output);
        Assert.All(Room.Changes, c => Assert.StartsWith("/api/v1/resource-pool/rt2_zone", c.PathAndQuery, StringComparison.Ordinal));
        Assert.Equal(3, Room.Changes.Count());
        Assert.Equal(3, result.Information.Count(i => i.Tags.Contains("ObshellPS.Audit")));
    }

    [Fact]
    public void A_tenant_that_a_failed_restore_left_is_dropped_with_its_pools()
    {
        Fail(new RestoreBehaviour { JobFails = true, FailedTenantRemains = true });
        Room.AdvanceAtEachLook(10);

        Run(Remove).ThrowIfFailed();

        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "rt2");
        Assert.Empty(Cluster.ResourcePools);
    }

    [Fact]
    public void A_failed_restore_that_can_be_rolled_back_is_rolled_back()
    {
        Fail(new RestoreBehaviour { SqlError = "Error 1064 (42000): syntax" });
        Room.AdvanceAtEachLook(10);

        Run(Remove).ThrowIfFailed();

        Assert.Contains("ROLLBACK", Assert.Single(Room.Changes).BodyText, StringComparison.Ordinal);
        Assert.Empty(Cluster.ResourcePools);
    }

    [Fact]
    public void The_question_lists_everything_that_is_removed_and_WhatIf_sends_only_reads()
    {
        Fail(new RestoreBehaviour { JobFails = true });

        Run("Remove-ObTenantRestore rt2 -WhatIf").ThrowIfFailed();

        Assert.Contains("3 resource pools (rt2_zone1_", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("RestoreJobFailed", Host.Screen, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
        Assert.Equal(3, Cluster.ResourcePools.Count());
    }

    [Fact]
    public void A_restored_tenant_is_never_dropped()
    {
        Fail(new RestoreBehaviour());

        ErrorRecord error = Run(Remove).Error("RestoreNotFailed");

        Assert.Contains("Remove-ObTenant rt2", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_running_restore_is_not_changed()
    {
        Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(1) });
        Room.Advance(60);
        Cluster.Requests.Clear();

        ErrorRecord error = Run(Remove).Error("RestoreAtWork");

        Assert.Contains("Stop-ObTenantRestore rt2", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_job_that_runs_longer_than_the_agents_limit_is_not_treated_as_failed()
    {
        Fail(new RestoreBehaviour { Duration = TimeSpan.FromHours(3) }, seconds: 4000);

        ErrorRecord error = Run(Remove).Error("RestoreAtWork");

        Assert.Contains("Wait-ObDag 11", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void A_tenant_that_a_user_created_later_is_not_dropped_but_the_pools_are_removed()
    {
        Fail(new RestoreBehaviour { JobFails = true });
        Cluster.AddTenant(new Tenant { Name = "rt2", Id = 5002 });

        Run("Remove-ObTenantRestore rt2 -WhatIf").ThrowIfFailed();
        Assert.DoesNotContain("with all its data", Host.Screen, StringComparison.Ordinal);
        Run(Remove).ThrowIfFailed();

        Assert.Contains(Cluster.Tenants, t => t.Name == "rt2");
        Assert.DoesNotContain(Cluster.Sql.Statements, s => s.StartsWith("DROP TENANT", StringComparison.Ordinal));
        Assert.DoesNotContain(Cluster.ResourcePools, p => p.Name.StartsWith("rt2_", StringComparison.Ordinal));
    }

    [Fact]
    public void The_command_is_refused_if_only_a_tenant_of_another_user_is_left()
    {
        Fail(new RestoreBehaviour { JobFails = true });
        Run(Remove).ThrowIfFailed();
        Cluster.AddTenant(new Tenant { Name = "rt2", Id = 5002 });
        Cluster.Requests.Clear();

        Run(Remove).Error("NotOfThisRestore");

        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void Pools_of_earlier_attempts_are_removed_too_and_pools_with_similar_names_stay()
    {
        Fail(new RestoreBehaviour { JobFails = true });
        Fail(new RestoreBehaviour { JobFails = true });
        Cluster.AddResourcePool(new ResourcePool { Name = "rt2_zone1_1795000000000", Zone = "zone1", UnitConfig = "s1" });
        Assert.Equal(7, Cluster.ResourcePools.Count());

        Run(Remove).ThrowIfFailed();

        Assert.Equal(["rt2_zone1_1795000000000"], Cluster.ResourcePools.Select(p => p.Name));
    }

    [Fact]
    public void If_nothing_is_left_the_command_writes_a_warning_and_does_not_ask()
    {
        Fail(new RestoreBehaviour { JobFails = true });
        Run(Remove).ThrowIfFailed();

        SessionResult result = Run("Remove-ObTenantRestore rt2").ThrowIfFailed();

        Assert.Contains("left nothing", Assert.Single(result.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_a_restore_is_an_error() => Run("Remove-ObTenantRestore nosuch -Confirm:$false").Error("RestoreNotFound");

    [Theory]
    [InlineData("Get-ObDag 11 | Remove-ObTenantRestore -Confirm:$false")]
    [InlineData("Get-ObTenantRestore rt2 | Remove-ObTenantRestore -Confirm:$false")]
    [InlineData("Get-ObDag 11 | ConvertTo-Json -Depth 5 | ConvertFrom-Json | Remove-ObTenantRestore -Confirm:$false")]
    public void The_restore_can_be_given_as_a_DAG_or_a_restore_object(string script)
    {
        Fail(new RestoreBehaviour { JobFails = true });

        Run(script).ThrowIfFailed();

        Assert.Empty(Cluster.ResourcePools);
    }

    [Fact]
    public void The_error_of_Wait_ObDag_and_the_preflight_recommend_the_cmdlet()
    {
        Fail(new RestoreBehaviour { JobFails = true });

        Assert.Contains("Remove-ObTenantRestore", Run("Wait-ObDag 11").Error("RestoreJobFailed").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        dynamic report = Run("Test-ObTenantRestore @good").Single();
        dynamic finding = ((System.Collections.IEnumerable)report.Findings).Cast<dynamic>().Single(f => f.Name == "PoolsLeft");
        Assert.Contains("rt2_zone1_", (string)finding.Seen, StringComparison.Ordinal);
        Assert.Contains("Remove-ObTenantRestore rt2", (string)finding.Advice, StringComparison.Ordinal);
    }

    private void Fail(RestoreBehaviour behaviour, int seconds = 600)
    {
        Cluster.SetBehaviour("rt2", behaviour);
        Run("$three = $good.Clone(); $three.ZoneList = 'zone1:s1:1;zone2:s1:1;zone3:s1:1'; Start-ObTenantRestore @three").Single();
        for (int i = 0; i < seconds; i += 10)
        {
            Room.Advance(10);
        }

        Cluster.Requests.Clear();
    }
}
