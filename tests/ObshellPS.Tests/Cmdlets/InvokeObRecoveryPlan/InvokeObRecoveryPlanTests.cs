using System;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRecoveryPlan;

/// <summary>
/// Invoke-ObRecoveryPlan on another cluster. The plan is checked as a whole, tenants are restored in order, and the plan can be run again.
/// </summary>
[Trait("Topic", "Plans")]
public sealed class InvokeObRecoveryPlanTests : RecoveryTest
{
    [Fact]
    public void All_tenants_are_restored_in_order_with_mapped_zones_and_the_unit_sizes_of_the_plan()
    {
        Add("crm");
        Add("orders");
        Add("wiki", "zone1");
        Export("-Priority @{ wiki = 1 }");
        Hasten();

        SessionResult all = Invoke("-NamePattern '{tenant}_r' -ThrottleLimit 1");

        Assert.Equal(["wiki Restored", "crm Restored", "orders Restored"], Summaries(all.ThrowIfFailed()));
        Assert.Equal(["wiki_r", "crm_r", "orders_r"], Restored);
        JsonObject sent = JsonNode.Parse(B.Requests.All.Last(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/tenant/restore", StringComparison.Ordinal)).BodyText)!.AsObject();
        Assert.Equal(("z_a", "file:///backup/orders/data", "file:///backup/orders/clog"), ((string?)sent["primary_zone"], (string?)sent["data_backup_uri"], (string?)sent["archive_log_uri"]));
        Assert.Equal(["z_a", "z_b"], sent["zone_list"]!.AsArray().Select(z => (string?)z!["name"]));
        Assert.Equal((2L << 30, 1.0), (B.UnitConfigs.Single(u => u.Name == "s1").MemorySize, B.UnitConfigs.Single(u => u.Name == "s1").MaxCpu));
        dynamic first = all.Output[0];
        Assert.Contains(((object[])first.Checks).Cast<dynamic>(), c => c.Name == "Agent.Status" && c.Verdict.ToString() == "Passed");
        Assert.Contains("Data that was written after", (string)first.DataLoss, StringComparison.Ordinal);
        Assert.Equal(("wiki_r", "lost", "spare"), ((string)first.RestoreTenantName, (string)first.SourceClusterName, (string)first.ClusterName));
        Assert.Equal(4, all.Audit.Count);
    }

    [Fact]
    public void If_the_cluster_has_too_little_room_for_all_tenants_nothing_is_started()
    {
        foreach (int i in Enumerable.Range(1, 8))
        {
            Add("t" + i);
        }

        Export("-Priority @{ t8 = 1 }");
        Hasten();

        SessionResult refused = Invoke();
        Assert.Contains(Summaries(refused), t => t == "t8 Skipped PlanNotReady");
        ErrorRecord error = refused.Errors.Single(e => e.FullyQualifiedErrorId.StartsWith("PlanNotReady", StringComparison.Ordinal));
        Assert.Contains("-Exclude t6, t7 excludes them", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Zone 'z_a' has", refused.Output.First(o => (string)o.Properties["TenantName"].Value == "t6").Properties["Reason"].Value.ToString(), StringComparison.Ordinal);
        Assert.Empty(Changes());

        SessionResult rest = Invoke("-Exclude t6, t7");
        Assert.Equal(6, rest.ThrowIfFailed().Output.Count(o => o.Properties["Verdict"].Value.ToString() == "Restored"));
        Assert.Equal(["t6 Skipped LeftOut", "t7 Skipped LeftOut"], Summaries(rest).Where(t => t.Contains("LeftOut", StringComparison.Ordinal)).Order());
        Assert.Equal(["t1", "t2", "t3", "t4", "t5", "t8"], Restored.Order());
    }

    [Fact]
    public void A_reason_that_prevents_all_restores_is_reported_once()
    {
        Add("crm");
        Add("orders");
        Export();
        B.StartClusterMaintenance("Upgrade cluster");

        SessionResult refused = Invoke();

        Assert.Equal(["crm Skipped PlanNotReady", "orders Skipped PlanNotReady"], Summaries(refused).Order());
        ErrorRecord error = Assert.Single(refused.AllErrors);
        Assert.Matches("^PlanNotReady: No tenant can be restored now: DAG .+ is working on the whole cluster. Nothing was started.$", error.ErrorDetails.Message);
        Assert.Contains("Wait-ObDag", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.All(refused.Output, o => Assert.DoesNotContain("works on", (string)o.Properties["Reason"].Value, StringComparison.Ordinal));
        Assert.Empty(Changes());
    }

    [Fact]
    public void WhatIf_shows_the_plan_and_sends_only_reads()
    {
        Add("crm");
        Add("empty", backup: TenantBackup.Below("file:///backup/empty") with { Sets = [] });
        Export();

        SessionResult all = Invoke("-WhatIf");

        Assert.Equal(["crm Skipped WhatIf", "empty Skipped NoBackup"], Summaries(all));
        Assert.Empty(Changes());
        Assert.Equal(["z_a:s1:1:FULL", "z_b:s1:1:FULL"], (string[])all.Output[0].Properties["ZoneList"].Value);
    }

    [Fact]
    public void A_tenant_that_was_never_backed_up_does_not_stop_the_others()
    {
        Add("crm");
        Add("empty", backup: TenantBackup.Below("file:///backup/empty") with { Sets = [] });
        Export();
        Hasten();

        SessionResult all = Invoke();

        Assert.Equal(["crm Restored", "empty Skipped NoBackup"], Summaries(all).Order());
        all.Error("NoBackup");
        Assert.Equal("All data is lost: there is no complete backup.", all.Output.Single(o => (string)o.Properties["TenantName"].Value == "empty").Properties["DataLoss"].Value);
    }

    [Fact]
    public void Restores_of_an_earlier_run_are_not_started_again()
    {
        Add("crm");
        Add("orders");
        Add("wiki");
        Export();
        Hasten();
        Invoke("-TenantName crm").ThrowIfFailed();
        Session.Invoke("Import-ObRecoveryPlan $plan | Where-Object TenantName -EQ orders | Start-ObTenantRestore orders -ZoneList z_a:s1:1, z_b:s1:1 -PrimaryZone z_a").ThrowIfFailed();

        SessionResult all = Invoke();

        Assert.Equal(["crm Restored", "orders Restored", "wiki Restored"], Summaries(all.ThrowIfFailed()).Order());
        Assert.Equal(["crm", "orders", "wiki"], Restored.Order());
        Assert.Equal(["crm", "orders"], all.Output.Where(o => (bool)o.Properties["WasStartedEarlier"].Value).Select(o => (string)o.Properties["TenantName"].Value).Order());

        SessionResult again = Invoke();
        Assert.Equal(3, again.ThrowIfFailed().Output.Count(o => o.Properties["Verdict"].Value.ToString() == "Restored"));
        Assert.Equal(3, Restored.Length);
    }

    [Fact]
    public void An_existing_tenant_from_elsewhere_is_not_changed_and_the_other_restores_continue()
    {
        Add("crm");
        Add("orders");
        Export();
        Hasten();
        B.AddTenant(new Tenant { Name = "orders" });

        SessionResult all = Invoke();

        Assert.Equal(["crm Restored", "orders Skipped TenantTaken"], Summaries(all).Order());
        all.Error("TenantTaken");
        Assert.Equal(["crm"], Restored);
    }

    [Fact]
    public void A_failed_restore_is_reported_with_its_reason_and_the_other_restores_continue()
    {
        Add("crm");
        Add("orders");
        Export();
        Hasten();
        B.SetBehaviour("crm", new RestoreBehaviour { JobFails = true, FailComment = "macro block checksum error, ret=-4103" });

        SessionResult all = Invoke();

        Assert.Equal(["crm Failed RestoreJobFailed", "orders Restored"], Summaries(all).Order());
        Assert.Contains("4103", all.Error("RestoreJobFailed").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_restore_that_runs_longer_than_the_agents_limit_is_resumed()
    {
        Add("crm");
        Export();
        Hasten(600);
        B.SetBehaviour("crm", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });

        Assert.Equal(["crm Restored"], Summaries(Invoke().ThrowIfFailed()));
        Assert.Contains(B.Requests.All, r => r.Method == "POST" && r.BodyText.Contains("RETRY", StringComparison.OrdinalIgnoreCase));
        Assert.Single(Restored);
    }

    [Fact]
    public void The_restore_point_of_a_plan_entry_takes_precedence_over_Timestamp()
    {
        Add("crm");
        Add("orders");
        Export();
        Hasten();
        string own = A.Clock.UtcNow.AddHours(-2).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'");
        File.WriteAllText(Plan, File.ReadAllText(Plan).Replace("\"tenantName\": \"crm\",", $"\"tenantName\": \"crm\", \"until\": \"{own}\",", StringComparison.Ordinal));

        SessionResult all = Session.Invoke("Invoke-ObRecoveryPlan $plan -ZoneMap $map -CreateUnitConfig -Timestamp $args[0]", A.Clock.UtcNow.AddHours(-1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));

        Assert.Equal([1, 2], all.ThrowIfFailed().Output.OrderByDescending(o => o.Properties["TenantName"].Value).Select(o => (int)Math.Round((A.Clock.UtcNow - (DateTimeOffset)o.Properties["ReachedPoint"].Value).TotalHours)));
    }

    [Theory]
    [InlineData("-ZoneMap @{ zone7 = 'z_a' }", "InvalidMap", "The plan has no zone 'zone7'")]
    [InlineData("-ZoneMap $map -UnitConfigMap @{ s1 = 4 }", "InvalidMap", "The value for 's1' is not the name of a unit config")]
    [InlineData("-NamePattern same", "InvalidNamePattern", "does not contain {tenant}")]
    [InlineData("-Exclude nosuch", "TenantNotInPlan", "The plan has no tenant 'nosuch'")]
    [InlineData("-Until '15 minutes ago'", "InvalidUntil", "a second run would restore to another point")]
    [InlineData("-Until latest -Scn 1", "ConflictingValue", "Keep one")]
    public void Invalid_arguments_are_refused_before_any_request(string arguments, string id, string fault)
    {
        Add("crm");
        Export();
        B.Requests.Clear();

        Assert.Contains(fault, Session.Invoke($"Invoke-ObRecoveryPlan $plan {arguments}").Error(id).ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(B.Requests.All);
    }

    [Theory]
    [InlineData("", "ZonesExist", "zone1")]
    [InlineData("-ZoneMap $map", "UnitConfigMissing", "Give -CreateUnitConfig")]
    [InlineData("-ZoneMap $map -UnitConfigMap @{ s1 = 'huge' } -CreateUnitConfig", "UnitConfigMissing", "The plan has no sizes for this unit config")]
    [InlineData("-ZoneMap $map -CreateUnitConfig -NamePattern '{tenant}-r'", "InvalidTenantName", "-NamePattern")]
    public void If_the_cluster_lacks_a_zone_or_unit_config_no_restore_of_the_plan_starts(string arguments, string id, string fault)
    {
        Add("crm");
        Export();

        SessionResult all = Session.Invoke($"Invoke-ObRecoveryPlan $plan {arguments}");

        PSObject result = Assert.Single(all.Output);
        Assert.Equal(id, result.Properties["ReasonId"].Value);
        Assert.Contains(fault, $"{result.Properties["Reason"].Value} {result.Properties["Advice"].Value}", StringComparison.Ordinal);
        Assert.Contains(all.Errors, e => e.FullyQualifiedErrorId.StartsWith("PlanNotReady", StringComparison.Ordinal));
        Assert.Empty(Changes());
    }

    [Fact]
    public void Restores_start_only_with_storage_keys_and_the_keys_are_sent_but_not_shown()
    {
        const string Key = "Vq8wTz1xKc5y";
        Add("crm");
        Add("orders", backup: TenantBackup.Below("x") with { DataUri = "s3://lab/orders/data?host=h", ArchiveUri = "s3://lab/orders/clog?host=h" });
        Export();
        Hasten();

        SessionResult refused = Invoke();
        SessionResult all = Session.Invoke("$keys = [pscredential]::new('theid99', (ConvertTo-SecureString $args[0] -AsPlainText -Force)); Invoke-ObRecoveryPlan $plan -ZoneMap $map -CreateUnitConfig -StorageCredential @{ 's3://lab' = $keys }", Key);

        Assert.Equal(["crm Skipped PlanNotReady", "orders Skipped StorageKeysMissing"], Summaries(refused).Order());
        Assert.Contains("Give -StorageCredential.", (string)refused.Output.Last().Properties["Reason"].Value, StringComparison.Ordinal);
        Assert.Equal(["crm Restored", "orders Restored"], Summaries(all.ThrowIfFailed()).Order());
        Assert.Contains(B.Requests.All, r => r.PathAndQuery.EndsWith("/tenant/restore", StringComparison.Ordinal) && r.BodyText.Contains("access_key=" + Key, StringComparison.Ordinal));
        Assert.DoesNotContain(Key, all.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_zone_that_the_map_excludes_is_also_removed_from_the_primary_zone()
    {
        Add("crm");
        Export();
        Hasten();

        Session.Invoke("Invoke-ObRecoveryPlan $plan -ZoneMap @{ zone1 = ''; zone2 = 'z_b' } -CreateUnitConfig").ThrowIfFailed();

        JsonObject sent = JsonNode.Parse(B.Requests.All.Single(r => r.Method == "POST" && r.PathAndQuery.EndsWith("/tenant/restore", StringComparison.Ordinal)).BodyText)!.AsObject();
        Assert.Equal(["z_b"], sent["zone_list"]!.AsArray().Select(z => (string?)z!["name"]));
        Assert.Equal("RANDOM", (string?)sent["primary_zone"]);
    }

    private RecordedRequest[] Changes() => [.. B.Requests.All.Where(r => r.Method != "GET" && (r.PathAndQuery.EndsWith("/tenant/restore", StringComparison.Ordinal) || r.PathAndQuery.Contains("unit/config", StringComparison.Ordinal)))];
}
