using System;
using System.Collections;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.GetObTenantBackup;

/// <summary>What Get-ObTenantBackup shows about a tenant: only facts that the agent reports, and the right backup.</summary>
[Trait("Topic", "Backups")]
public sealed class GetObTenantBackupTests : BackupTest
{
    [Fact]
    public void A_healthy_backup_is_reported_completely()
    {
        AddShop(TenantBackup.Below("file:///mnt/backup/shop"));

        dynamic backup = Read("Get-ObTenantBackup shop");

        Assert.Equal("Protected", backup.State.ToString());
        Assert.Equal("file:///mnt/backup/shop/data", (string)backup.DataBackupUri);
        Assert.Equal("file:///mnt/backup/shop/clog", (string)backup.ArchiveLogUri);
        Assert.Equal("Archiving", backup.Archive.ToString());
        Assert.Equal("DOING", (string)backup.ArchiveStatus);
        Assert.Equal("FULL", (string)backup.LastBackupType);
        Assert.Equal(1L, (long)backup.LastBackupSetId);
        Assert.InRange(((TimeSpan)backup.ArchiveDelay).TotalSeconds, 2, 4);
        Assert.InRange((DateTimeOffset)backup.ArchiveCheckpoint, Cluster.Clock.UtcNow.AddMinutes(-1), Cluster.Clock.UtcNow.AddMinutes(1));
        Assert.InRange((DateTimeOffset)backup.LastBackup, Cluster.Clock.UtcNow.AddDays(-1), Cluster.Clock.UtcNow.AddHours(-23));
        Assert.Equal("zone1:s1:1:FULL zone2:s1:1:FULL zone3:s1:1:READONLY", string.Join(" ", ((IEnumerable)backup.ZoneList).Cast<object>()));
        Assert.Equal("zone1;zone2", (string)backup.PrimaryZone);
        Assert.Equal("s1", ((IEnumerable)backup.UnitConfigs).Cast<dynamic>().Single().Name);
        Assert.Empty((IReadOnlyList<string>)backup.LayoutFaults);
        Assert.Empty((IReadOnlyList<string>)backup.Notes);
    }

    [Fact]
    public void A_pool_over_several_zones_becomes_one_entry_for_each_zone()
    {
        Cluster.AddTenant(new Tenant { Name = "ledger", Locality = "FULL{1}@zone1, FULL{1}@zone2, FULL{1}@zone3", Backup = TenantBackup.Below("file:///b/ledger") });
        AddPools("ledger", "zone1;zone2;zone3");

        dynamic backup = Read("Get-ObTenantBackup ledger");

        Assert.Equal(["zone1:s1:1:FULL", "zone2:s1:1:FULL", "zone3:s1:1:FULL"], ((IEnumerable)backup.ZoneList).Cast<object>().Select(z => z.ToString()));
    }

    [Theory]
    [InlineData("FULL{1}@zone1, COLUMNSTORE{1}@zone2", "zone1 zone2", "'COLUMNSTORE{1}@zone2' cannot be requested")]
    [InlineData("FULL{1}@zone1, FULL{1}@zone2", "zone1", "has a replica in zone 'zone2', where the tenant has no resource pool")]
    [InlineData("FULL{1}@zone1", "zone1 zone1", "Zone 'zone1' has two resource pools")]
    [InlineData("FULL{1}@zone1", "zone1 zone2", "'zone2' has a resource pool of the tenant, but the locality has no replica there")]
    public void LayoutFaults_says_what_a_restore_cannot_request(string locality, string pools, string fault)
    {
        Cluster.AddTenant(new Tenant { Name = "odd", Locality = locality, Backup = TenantBackup.Below("file:///b/odd") });
        AddPools("odd", pools.Split(' '));

        dynamic backup = Read("Get-ObTenantBackup odd");

        Assert.Contains((IReadOnlyList<string>)backup.LayoutFaults, f => f.Contains(fault, StringComparison.Ordinal));
        Assert.Contains("Give -ZoneList", Run("Get-ObTenantBackup odd | Start-ObTenantRestore -RestoreTenantName odd2").Error("LayoutNotRestorable").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", "NoDestination", "NeverStarted")]
    [InlineData("DOING", "", "NeverBackedUp", "Archiving")]
    [InlineData("DOING", "FULL", "Protected", "Archiving")]
    [InlineData("STOP", "FULL", "NotArchiving", "NotArchiving")]
    [InlineData("INTERRUPTED", "FULL", "NotArchiving", "NotArchiving")]
    [InlineData("SUSPEND", "FULL", "NotArchiving", "Suspended")]
    [InlineData("never", "FULL", "NotArchiving", "NeverStarted")]
    public void A_missing_backup_a_missing_destination_and_a_stopped_archive_are_different_states(string archive, string set, string state, string archiveState)
    {
        AddShop(archive.Length == 0
            ? new TenantBackup { Sets = [], Archive = "" }
            : TenantBackup.Below("file:///b") with { Archive = archive == "never" ? "" : archive, Sets = set.Length == 0 ? [] : [new BackupSet()] });

        dynamic backup = Read("Get-ObTenantBackup shop");

        Assert.Equal(state, backup.State.ToString());
        Assert.Equal(archive.Length == 0 ? "NoDestination" : archiveState, backup.Archive.ToString());
        Assert.Equal(archive.Length == 0 ? "" : "file:///b/data", (string)backup.DataBackupUri);
    }

    [Theory]
    [InlineData("azblob://c/data?host=h")]
    [InlineData("file:///b/data?zone=zone1")]
    public void An_unreadable_data_destination_is_not_reported_as_unset_and_the_archive_URI_is_still_shown(string uri)
    {
        AddShop(TenantBackup.Below("file:///b") with { DataUri = uri, Sets = [] });

        dynamic backup = Read("Get-ObTenantBackup shop");

        Assert.Null((string?)backup.DataBackupUri);
        Assert.Equal("file:///b/clog", (string)backup.ArchiveLogUri);
        Assert.NotEqual("NoDestination", backup.State.ToString());
    }

    [Fact]
    public void A_failed_or_running_backup_is_not_the_last_backup()
    {
        AddShop(TenantBackup.Below("file:///b") with { Sets = [new BackupSet { Age = TimeSpan.FromDays(2) }, new BackupSet { Age = TimeSpan.FromHours(5), Status = "FAILED", Result = 4184, Comment = "No space left on device" }] });
        dynamic failed = Read("Get-ObTenantBackup shop");
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromMinutes(20) });
        Cluster.TenantBackups.Start("shop");
        Room.Advance(60);
        dynamic running = Read("Get-ObTenantBackup shop");

        Assert.Equal(1L, (long)failed.LastBackupJobId);
        Assert.Equal("FAILED", (string)failed.NewestStatus);
        Assert.Equal(4184L, (long)failed.NewestResult);
        Assert.Null(failed.RunningJobId);
        Assert.Equal(1L, (long)running.LastBackupJobId);
        Assert.Equal(3L, (long)running.RunningJobId);
        Assert.InRange((DateTimeOffset)running.RunningSince, Cluster.Clock.UtcNow.AddMinutes(-3), Cluster.Clock.UtcNow);
    }

    [Fact]
    public void DataBackupUri_is_the_destination_of_the_last_backup_and_not_the_new_destination()
    {
        AddShop(TenantBackup.Below("file:///new") with { Sets = [new BackupSet { DataUri = "file:///old/data" }] });

        dynamic backup = Read("Get-ObTenantBackup shop");

        Assert.Equal("file:///old/data", (string)backup.DataBackupUri);
        Assert.Contains((IReadOnlyList<string>)backup.Notes, n => n.Contains("was changed", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(8)]
    [InlineData(-5.5)]
    public void Times_are_right_for_any_time_zone_of_the_database_session(double hours)
    {
        AddShop(TenantBackup.Below("file:///b") with { Sets = [new BackupSet { Age = TimeSpan.FromDays(3) }, new BackupSet { Age = TimeSpan.FromHours(5), Status = "FAILED" }] });
        Cluster.SessionUtcOffset = TimeSpan.FromHours(hours);

        dynamic backup = Read("Get-ObTenantBackup shop");

        Assert.InRange((DateTimeOffset)backup.LastBackup, Cluster.Clock.UtcNow.AddDays(-3), Cluster.Clock.UtcNow.AddDays(-3).AddMinutes(15));
        Assert.InRange((DateTimeOffset)backup.ArchiveCheckpoint, Cluster.Clock.UtcNow.AddMinutes(-1), Cluster.Clock.UtcNow.AddMinutes(1));
    }

    [Fact]
    public void The_tenant_sys_is_not_read_and_an_error_for_one_tenant_does_not_stop_the_others()
    {
        AddShop(TenantBackup.Below("file:///b/shop"));
        Cluster.AddTenant(new Tenant { Name = "ledger", Backup = TenantBackup.Below("file:///b/ledger") });

        SessionResult all = Run("Get-ObTenantBackup; Get-ObTenantBackup sys, nosuch, ledger");

        Assert.Equal(["shop", "ledger", "ledger"], all.Output.Select(o => (string)o.Properties["TenantName"].Value));
        Assert.Equal(["SysHasNoBackup", "TenantNotFound"], all.AllErrors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]).Order());
        Assert.DoesNotContain(Run("Get-ObTenant | Get-ObTenantBackup").ThrowIfFailed().Output, o => (string)((dynamic)o).TenantName == "sys");
        Assert.Empty(Reads("/tenant/sys/"));
    }

    [Fact]
    public void The_backups_of_thirty_tenants_need_four_requests_for_each_tenant_and_four_more()
    {
        foreach (int i in Enumerable.Range(1, 30))
        {
            Cluster.AddTenant(new Tenant { Name = $"t{i}", Backup = TenantBackup.Below($"file:///b/t{i}") });
        }

        Cluster.Requests.Clear();
        SessionResult all = Run("Get-ObTenantBackup t*");

        Assert.Equal(30, all.Output.Count);
        Assert.Equal((30 * 4) + 4, Cluster.Requests.All.Count);
    }

    [Theory]
    [InlineData("Format-Table")]
    [InlineData("Format-List")]
    public void The_time_of_the_last_backup_in_a_view_is_a_restore_point(string view)
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.Start("shop");
        Room.Advance(1200.7);

        dynamic backup = Read("$backup = Get-ObTenantBackup shop; $backup");
        string shown = System.Text.RegularExpressions.Regex.Match(Run($"$backup | {view} | Out-String").Single().ToString()!, @"20\d\d-\d\d-\d\dT\S+Z").Value;

        Assert.True(DateTimeOffset.Parse(shown, System.Globalization.CultureInfo.InvariantCulture) >= (DateTimeOffset)backup.LastBackup, shown);
        Assert.True(((DateTimeOffset)backup.LastBackup - DateTimeOffset.UnixEpoch).Ticks * 100 >= (long)backup.LastBackupScn);
    }

    [Fact]
    public void Restore_windows_of_a_backup_have_the_name_of_its_tenant_and_so_has_the_error_for_a_tenant_without_a_backup()
    {
        AddShop(TenantBackup.Below("file:///data/backup"));
        Cluster.AddTenant(new Tenant { Name = "bare" });

        dynamic window = Read("Get-ObTenantBackup shop | Get-ObRestoreWindow");
        ErrorRecord error = Run("Get-ObTenantBackup bare | Get-ObRestoreWindow").Error("NoBackup");

        Assert.Equal("shop", (string)window.TenantName);
        Assert.Contains("'bare'", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Set-ObTenantBackup", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("file:///backup/t1/data", Run("Get-ObRestoreWindow").Error("MissingParameter").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
