using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.ExportObRecoveryPlan;

/// <summary>
/// Export-ObRecoveryPlan writes one file. The same cluster gives the same file, and a less complete plan never replaces it.
/// </summary>
[Trait("Topic", "Plans")]
public sealed class ExportObRecoveryPlanTests : PlanTest
{
    private string Text => File.ReadAllText(Plan);

    [Fact]
    public void The_plan_has_the_layout_the_sizes_the_backup_URIs_and_the_order_of_all_tenants()
    {
        AddShop(TenantBackup.Below("s3://lab/shop") with { DataUri = "s3://lab/shop/data?host=h", ArchiveUri = "s3://lab/shop/clog?host=h" });
        AddSmall("crm");

        dynamic file = Read("Export-ObRecoveryPlan $args[0] -Priority @{ shop = 1 }", Plan);

        Assert.Equal(Plan, (string)file.FullName);
        Assert.NotNull(((PSObject)file).Properties["PSPath"]);
        dynamic plan = Session.FromJson(Text);
        Assert.Equal(["shop", "crm"], ((object[])plan.tenants).Cast<dynamic>().Select(t => (string)t.tenantName));
        dynamic shop = plan.tenants[0];
        Assert.Equal(("s3://lab/shop/data?host=h", "s3://lab/shop/clog?host=h", "zone1;zone2", "Protected", 1L), ((string)shop.dataBackupUri, (string)shop.archiveLogUri, (string)shop.primaryZone, (string)shop.state, (long)shop.priority));
        Assert.Equal(["zone1 s1 1 FULL", "zone2 s1 1 FULL", "zone3 s1 1 READONLY"], ((object[])shop.zones).Cast<dynamic>().Select(z => $"{z.name} {z.unitConfig} {z.unitNum} {z.replicaType}"));
        Assert.Equal(("s1", 2147483648L), ((string)plan.unitConfigs[0].name, (long)plan.unitConfigs[0].memorySize));
        Assert.All(Requests, r => Assert.True(r.Method == "GET" || r.PathAndQuery.Contains("login", StringComparison.Ordinal), r.Method + r.PathAndQuery));
    }

    [Fact]
    public void The_same_cluster_always_gives_the_same_plan_file()
    {
        AddShop(TenantBackup.Below("file:///data/backup"));
        AddSmall("crm");

        Run("Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();
        string first = Text;
        Run("Get-ObTenant crm, shop | Export-ObRecoveryPlan $args[0] -Force", Plan).ThrowIfFailed();

        Assert.Equal(first, Text);
        Assert.DoesNotContain("\r", first, StringComparison.Ordinal);
    }

    [Fact]
    public void Edits_by_users_in_the_plan_file_are_kept()
    {
        AddSmall("crm");
        AddSmall("orders");
        Run("Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();
        File.WriteAllText(Plan, Text.Replace("\"tenantName\": \"orders\",", "\"tenantName\": \"orders\", \"priority\": 3, \"until\": \"latest\",", StringComparison.Ordinal));

        PSObject[] entries = [.. Run("Export-ObRecoveryPlan -LiteralPath $args[0] -PassThru", Plan).ThrowIfFailed().Output];

        Assert.Equal("orders", entries[0].Properties["TenantName"].Value);
        Assert.Contains("\"until\": \"latest\"", Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_the_same_in_every_language()
    {
        Cluster.AddTenant(new Tenant { Name = "odd", PrimaryZone = "zone1", Locality = "LOGONLY{1}@zone1", Backup = TenantBackup.Below("file:///backup/odd") });
        AddPools("odd", "zone1");
        Run("[cultureinfo]::CurrentUICulture = 'zh-CN'; Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();
        string chinese = Text;

        Run("Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();

        Assert.Contains("cannot be requested in a restore", chinese, StringComparison.Ordinal);
        Assert.Equal(chinese, Text);
        dynamic backup = Run("[cultureinfo]::CurrentUICulture = 'zh-CN'; Get-ObTenantBackup odd").Single();
        Assert.Contains("恢复时不能指定副本", ((IReadOnlyList<string>)backup.LayoutFaults)[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_is_not_replaced_by_a_less_complete_plan()
    {
        AddSmall("crm");
        AddSmall("orders");
        Run("Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();
        string before = Text;

        Assert.Contains("-TenantName excludes: orders", Run("Export-ObRecoveryPlan $args[0] -TenantName crm", Plan).Error("RecoveryPlanKept").ErrorDetails.Message, StringComparison.Ordinal);
        Cluster.Faults.Add(new Fault { Kind = FaultKind.Panic, PathPrefix = "/api/v1/tenant/crm/backup/info", Times = int.MaxValue });
        Assert.Contains("Not all tenants could be read completely now: crm", Run("Export-ObRecoveryPlan $args[0]", Plan).Error("RecoveryPlanKept").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(before, Text);

        Assert.Contains(Run("Export-ObRecoveryPlan $args[0] -TenantName crm -Force", Plan).ThrowIfFailed().Warnings, w => w.Contains("Some facts about the backup of tenant 'crm' could not be read", StringComparison.Ordinal));
        Assert.NotEqual(before, Text);
    }

    [Theory]
    [InlineData("my diary", "cannot be read as a recovery plan")]
    [InlineData("""{"formatVersion":1,"writtenAt":"2026-11-20T01:00:05Z","cluster":{"name":"other"},"tenants":[]}""", "plan of another cluster: other")]
    public void A_file_that_is_not_a_recovery_plan_is_not_replaced(string text, string why)
    {
        AddSmall("crm");
        File.WriteAllText(Plan, text);

        Assert.Contains(why, Run("Export-ObRecoveryPlan $args[0]", Plan).Error("RecoveryPlanKept").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Equal(text, Text);
    }

    [Fact]
    public void A_tenant_that_no_longer_exists_is_removed_from_the_plan()
    {
        AddSmall("crm");
        AddSmall("orders");
        Run("Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();
        Cluster.RemoveTenant("crm");

        Run("Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();

        Assert.DoesNotContain("crm", Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-Priority @{ ordrs = 1 }", "InvalidPriority", "does not have these tenants: 'ordrs'")]
    [InlineData("-Priority @{ orders = 'high' }", "InvalidPriority", "'orders' is not an integer of 1 or more")]
    [InlineData("-TenantName x*", "TenantNotFound", "No tenant was found")]
    [InlineData("-TenantName nosuch", "TenantNotFound", "Tenant 'nosuch' does not exist")]
    public void With_invalid_arguments_no_plan_is_written(string arguments, string id, string fault)
    {
        AddSmall("orders");

        Assert.Contains(fault, Run($"Export-ObRecoveryPlan $args[0] {arguments}", Plan).Error(id).ErrorDetails.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Plan));
    }

    [Fact]
    public void A_tenant_that_cannot_be_restored_is_in_the_plan_with_a_warning()
    {
        AddSmall("orders", TenantBackup.Below("file:///backup/orders") with { Sets = [] });

        Assert.Contains(Run("Export-ObRecoveryPlan $args[0]", Plan).Warnings, w => w.Contains("'orders' (NeverBackedUp)", StringComparison.Ordinal));
        Assert.Contains("NeverBackedUp", Text, StringComparison.Ordinal);
    }
}
