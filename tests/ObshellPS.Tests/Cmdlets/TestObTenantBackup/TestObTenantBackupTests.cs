using System;
using System.Collections;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantBackup;

/// <summary>A tenant's backup compared with targets.</summary>
[Trait("Topic", "Backups")]
public sealed class TestObTenantBackupTests : BackupTest
{
    [Fact]
    public void A_tenant_with_a_healthy_backup_is_Protected()
    {
        AddShop(TenantBackup.Below("file:///b"));

        dynamic report = Read("Test-ObTenantBackup shop -TargetRpo 5m -MaxBackupAge '2d'");

        Assert.Equal("Protected", report.Outcome.ToString());
        Assert.Equal("", (string)report.Problem);
        Assert.True((bool)Run("Test-ObTenantBackup -Quiet -TargetRpo 5m").Output.Single().BaseObject);
    }

    [Theory]
    [InlineData("unset", "", "DestinationsSet", "Failed")]
    [InlineData("none", "", "DataBackupComplete", "Failed")]
    [InlineData("old", "-MaxBackupAge 12h", "DataBackupAge", "Failed")]
    [InlineData("old", "-MaxBackupAge '1d'", "DataBackupAge", "Failed")]
    [InlineData("lag", "-TargetRpo 5m", "LogArchiveWithinTarget", "Failed")]
    [InlineData("STOP", "", "LogArchiveRuns", "Failed")]
    [InlineData("INTERRUPTED", "", "LogArchiveRuns", "Failed")]
    [InlineData("STOP", "-TargetRpo 5m", "LogArchiveWithinTarget", "Failed")]
    [InlineData("failed", "", "NewestBackupSucceeded", "Failed")]
    [InlineData("canceled", "", "NewestBackupSucceeded", "Warning")]
    [InlineData("unreadable", "", "Readable", "Unknown")]
    public void Each_problem_of_a_backup_has_its_finding(string what, string targets, string finding, string verdict)
    {
        TenantBackup good = TenantBackup.Below("file:///b");
        AddShop(what switch
        {
            "unset" => null,
            "none" => good with { Sets = [] },
            "old" => good with { Sets = [new BackupSet { Age = TimeSpan.FromHours(30) }] },
            "failed" => good with { Sets = [new BackupSet(), new BackupSet { Age = TimeSpan.FromHours(1), Status = "FAILED", Result = 4184, Comment = "No space left on device" }] },
            "canceled" => good with { Sets = [new BackupSet(), new BackupSet { Age = TimeSpan.FromHours(1), Status = "CANCELED" }] },
            "unreadable" => good with { DataUri = "azblob://c/data?host=h" },
            "lag" => good,
            _ => good with { Archive = what },
        });
        if (what == "lag")
        {
            Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { ArchiveLag = TimeSpan.FromMinutes(20) });
        }

        dynamic report = Read($"Test-ObTenantBackup shop {targets}");

        dynamic found = ((IEnumerable)report.Findings).Cast<dynamic>().First(f => f.Name == finding);
        Assert.Equal(verdict, found.Verdict.ToString());
        Assert.Equal(verdict == "Failed" ? "NotProtected" : "ProtectedWithDoubts", report.Outcome.ToString());
        Assert.Contains((string)found.Seen, (string)report.Problem, StringComparison.Ordinal);
        Assert.Equal(verdict != "Failed", (bool)Run($"Test-ObTenantBackup shop {targets} -Quiet").Output.Single().BaseObject);
    }

    [Fact]
    public void A_root_cause_is_reported_once()
    {
        AddShop(null);

        dynamic report = Read("Test-ObTenantBackup shop");

        Assert.Equal("No destination is set for data backups or for logs. No data backup has been completed yet.", (string)report.Problem);
    }

    [Theory]
    [InlineData("30s")]
    [InlineData("2d")]
    public void A_duration_that_PowerShell_parses_as_a_number_is_used_as_it_was_typed(string span) =>
        Assert.Equal(Run($"Test-ObTenantBackup -TargetRpo '{span}'").ThrowIfFailed().Output.Count, Run($"Test-ObTenantBackup -TargetRpo {span}").ThrowIfFailed().Output.Count);

    [Fact]
    public void An_OceanBase_error_number_in_a_backup_has_its_own_advice()
    {
        AddShop(TenantBackup.Below("file:///b") with { Sets = [new BackupSet(), new BackupSet { Age = TimeSpan.FromHours(1), Status = "FAILED", Result = 4184, Comment = "No space left on device" }] });

        dynamic report = Read("Test-ObTenantBackup shop");

        dynamic found = ((IEnumerable)report.Findings).Cast<dynamic>().First(f => f.Name == "NewestBackupSucceeded");
        Assert.Contains("4184", (string)found.Seen, StringComparison.Ordinal);
        Assert.Contains("not enough space on disk", (string)found.Advice, StringComparison.Ordinal);
        Assert.Contains("Free space at the destination of the backup", (string)found.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, "Passed")]
    [InlineData(45, "Warning")]
    public void A_backup_that_runs_much_longer_than_earlier_backups_is_a_warning(int minutes, string verdict)
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromHours(2) });
        Cluster.TenantBackups.Start("shop");
        Room.Advance(minutes * 60);

        dynamic report = Read("Test-ObTenantBackup shop");

        Assert.Equal(verdict, ((IEnumerable)report.Findings).Cast<dynamic>().First(f => f.Name == "RunningBackupDuration").Verdict.ToString());
    }

    [Fact]
    public void Quiet_returns_one_bool_for_all_tenants_and_false_if_a_test_is_not_possible()
    {
        AddShop(TenantBackup.Below("file:///b/shop"));
        Cluster.AddTenant(new Tenant { Name = "bare" });

        Assert.False((bool)Run("Test-ObTenantBackup -Quiet").Output.Single().BaseObject);
        Assert.True((bool)Run("Get-ObTenantBackup shop | Test-ObTenantBackup -Quiet").Output.Single().BaseObject);
        Assert.False((bool)Run("Test-ObTenantBackup shop, nosuch -Quiet").Output.Single().BaseObject);
        Assert.False((bool)Run("Test-ObTenantBackup none* -Quiet").Output.Single().BaseObject);
    }

    /// <summary>In a hashtable of parameters PowerShell keeps only the number of <c>2d</c>, so the module cannot see the unit.</summary>
    [Fact]
    public void The_error_for_a_duration_without_quotes_in_a_hashtable_says_to_use_quotes() =>
        Assert.Contains("Write '2d' with quotes", Run("$targets = @{ MaxBackupAge = 2d }; Test-ObTenantBackup @targets").AllErrors.Single().ToString(), StringComparison.Ordinal);

    [Fact]
    public void An_age_is_never_negative()
    {
        AddShop(TenantBackup.Below("file:///b"));

        Assert.Equal(TimeSpan.Zero, Run("$backup = Get-ObTenantBackup shop; [Obshell.Recovery.Backups.BackupJudge]::Elapsed($backup, $backup.ReadAt.AddMinutes(3))").Single().BaseObject);
    }
}
