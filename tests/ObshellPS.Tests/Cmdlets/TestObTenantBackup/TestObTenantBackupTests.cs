using System;
using System.Collections;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantBackup;

/// <summary>A tenant's backup held against targets.</summary>
[Trait("Topic", "Backups")]
public sealed class TestObTenantBackupTests : BackupTest
{
    [Fact]
    public void A_healthy_one_is_protected()
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
    public void What_is_wrong_is_named(string what, string targets, string finding, string verdict)
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
    public void A_span_that_PowerShell_reads_as_a_number_is_read_as_it_was_typed(string span) =>
        Assert.Equal(Run($"Test-ObTenantBackup -TargetRpo '{span}'").ThrowIfFailed().Output.Count, Run($"Test-ObTenantBackup -TargetRpo {span}").ThrowIfFailed().Output.Count);

    [Fact]
    public void The_reason_of_OceanBase_has_its_own_advice()
    {
        AddShop(TenantBackup.Below("file:///b") with { Sets = [new BackupSet(), new BackupSet { Age = TimeSpan.FromHours(1), Status = "FAILED", Result = 4184, Comment = "No space left on device" }] });

        dynamic report = Read("Test-ObTenantBackup shop");

        dynamic found = ((IEnumerable)report.Findings).Cast<dynamic>().First(f => f.Name == "NewestBackupSucceeded");
        Assert.Contains("4184", (string)found.Seen, StringComparison.Ordinal);
        Assert.Contains("not enough space on disk", (string)found.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(15, "Passed")]
    [InlineData(45, "Warning")]
    public void A_backup_that_runs_much_longer_than_those_before_is_doubtful(int minutes, string verdict)
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromHours(2) });
        Cluster.TenantBackups.Start("shop");
        Room.Advance(minutes * 60);

        dynamic report = Read("Test-ObTenantBackup shop");

        Assert.Equal(verdict, ((IEnumerable)report.Findings).Cast<dynamic>().First(f => f.Name == "RunningBackupDuration").Verdict.ToString());
    }

    [Fact]
    public void Quiet_is_one_bool_for_all_and_false_for_what_could_not_be_tested()
    {
        AddShop(TenantBackup.Below("file:///b/shop"));
        Cluster.AddTenant(new Tenant { Name = "bare" });

        Assert.False((bool)Run("Test-ObTenantBackup -Quiet").Output.Single().BaseObject);
        Assert.True((bool)Run("Get-ObTenantBackup shop | Test-ObTenantBackup -Quiet").Output.Single().BaseObject);
        Assert.False((bool)Run("Test-ObTenantBackup shop, nosuch -Quiet").Output.Single().BaseObject);
        Assert.False((bool)Run("Test-ObTenantBackup none* -Quiet").Output.Single().BaseObject);
    }

    /// <summary>In a table of parameters PowerShell keeps only the number, so days cannot be told from seconds.</summary>
    [Fact]
    public void A_day_without_quotes_in_a_hashtable_is_explained() =>
        Assert.Contains("Write '2d' with quotes", Run("$targets = @{ MaxBackupAge = 2d }; Test-ObTenantBackup @targets").AllErrors.Single().ToString(), StringComparison.Ordinal);
}
