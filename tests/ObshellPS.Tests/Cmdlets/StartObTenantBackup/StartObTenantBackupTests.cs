using System;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantBackup;

/// <summary>Promise 4 for backups: the tenant's own backup job decides about success, not the DAG.</summary>
[Trait("Promise", "4")]
[Trait("Topic", "Backups")]
public sealed class StartObTenantBackupTests : BackupTest
{
    [Theory]
    [InlineData("", "FULL")]
    [InlineData("-Incremental", "INC")]
    public void The_verdict_of_a_backup_comes_from_its_job(string parameters, string type)
    {
        AddShop(TenantBackup.Below("file:///b"));
        Run($"$dag = Start-ObTenantBackup shop {parameters}").ThrowIfFailed();
        LetTimePass(5);

        dynamic ended = Read("$dag | Wait-ObDag");

        Assert.Equal("BackupCompleted", ended.Verdict.ToString());
        Assert.Equal(2L, (long)ended.Backup.JobId);
        Assert.Equal(type, Cluster.TenantBackups.Jobs("shop")[^1].Type);
        Assert.Equal("shop", (string)ended.TenantName);
    }

    [Fact]
    public void Promise_4_a_failed_backup_is_not_a_success_although_its_DAG_succeeds()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { FailResult = 4184, FailComment = "No space left on device" });
        Run("$dag = Start-ObTenantBackup shop").ThrowIfFailed();
        LetTimePass(5);

        SessionResult waited = Run("$dag | Wait-ObDag");
        ErrorRecord error = waited.Error("BackupFailed");

        Assert.Contains("4184", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("No space left on device", error.ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Contains("Start-ObTenantBackup shop", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Free space at the destination of the backup", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Promise_4_a_cancelled_backup_is_reported_as_cancelled()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromMinutes(20) });
        Run("$dag = Start-ObTenantBackup shop").ThrowIfFailed();
        Room.Advance(20);
        Run("Stop-ObTenantBackup shop -Confirm:$false").ThrowIfFailed();
        LetTimePass(5);

        Run("$dag | Wait-ObDag").Error("BackupCancelled");
    }

    [Fact]
    public void A_backup_that_runs_longer_than_one_hour_can_be_watched_until_its_end()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromHours(1.5) });
        Run("$dag = Start-ObTenantBackup shop").ThrowIfFailed();
        Room.Advance(3700);

        ErrorRecord error = Run("$dag | Wait-ObDag").Error("BackupOutlivedAgentWait");
        LetTimePass(600);
        dynamic ended = Run("$dag | Wait-ObDag -ResumeOnServerTimeout").Output.Single();

        Assert.Contains("-ResumeOnServerTimeout", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("BackupCompleted", ended.Verdict.ToString());
    }

    [Theory]
    [InlineData("Get-ObDag -TenantName shop -Last")]
    [InlineData("Get-ObDag $dag.Id")]
    [InlineData("[System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($dag))")]
    public void A_DAG_from_another_session_is_matched_with_its_job_by_time(string form)
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.SessionUtcOffset = TimeSpan.FromHours(8);
        Run("$dag = Start-ObTenantBackup shop").ThrowIfFailed();
        Room.Advance(120);
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { FailResult = 4184 });
        Run($"$first = {form}; $null = Start-ObTenantBackup shop").ThrowIfFailed();
        Room.Advance(120);

        dynamic ended = Read("$first | Wait-ObDag");

        Assert.Equal("BackupCompleted", ended.Verdict.ToString());
        Assert.Equal(2L, (long)ended.Backup.JobId);
    }

    [Fact]
    public void A_refused_statement_is_DagFailed_with_the_reason()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { SqlError = "Error 9026 (HY000): backup destination is not valid" });
        Run("$dag = Start-ObTenantBackup shop").ThrowIfFailed();
        LetTimePass(5);

        ErrorDetails details = Run("$dag | Wait-ObDag").Error("DagFailed").ErrorDetails;

        Assert.Contains("9026", details.Message, StringComparison.Ordinal);

        // The agent undoes nothing of a backup (B11).
        Assert.DoesNotContain("Undo-ObDag", details.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Start-ObTenantBackup shop", details.RecommendedAction, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("running", "BackupAtWork")]
    [InlineData("begun", "BackupAtWork")]
    [InlineData("unset", "NoDestination")]
    [InlineData("restoring", "TenantNotNormal")]
    [InlineData("absent", "TenantNotFound")]
    [InlineData("sys", "SysHasNoBackup")]
    public void A_backup_that_would_fail_is_refused_before_it_is_sent(string how, string error)
    {
        AddShop(how == "unset" ? null : TenantBackup.Below("file:///b"));
        if (how == "running")
        {
            Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromMinutes(20) });
            Cluster.TenantBackups.Start("shop");
            Room.Advance(30);
        }
        else if (how == "restoring")
        {
            Cluster.AddTenant(new Tenant { Name = "half", Status = "RESTORE", Backup = TenantBackup.Below("file:///c") });
        }

        int sent = 0;
        if (how == "begun")
        {
            Run("Start-ObTenantBackup shop").ThrowIfFailed();
            sent++;
        }

        Run($"Start-ObTenantBackup {how switch { "absent" => "nosuch", "restoring" => "half", "sys" => "sys", _ => "shop" }}").Error(error);
        Assert.Equal(sent, Cluster.Requests.All.Count(r => r.Method == "POST"));
    }

    [Fact]
    [Trait("Promise", "5")]
    public void Promise_5_after_a_lost_answer_the_module_finds_the_backup_and_does_not_send_it_again()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "POST", "/api/v1/tenant/shop/backup");

        SessionResult started = Run("Start-ObTenantBackup shop");

        started.ThrowIfFailed();
        Assert.Single(Cluster.Requests.All, r => r.Method == "POST");
        Assert.Contains(started.Warnings, w => w.Contains("answer was lost", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Promise", "6")]
    public void A_backup_password_is_sent_and_never_shown()
    {
        AddShop(TenantBackup.Below("file:///b"));

        SessionResult started = Run("Start-ObTenantBackup shop -PlusArchiveLog -Encryption (ConvertTo-SecureString $args[0] -AsPlainText -Force) -Verbose -Debug", "Hush7k2Q9x");

        string body = Cluster.Requests.All.Single(r => r.Method == "POST").BodyText;
        Assert.Contains("\"plus_archive\":true", body, StringComparison.Ordinal);
        Assert.Contains("Hush7k2Q9x", body, StringComparison.Ordinal);
        Assert.DoesNotContain("Hush7k2Q9x", started.Everything(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stop-ObDag", "is still running and continues")]
    public void WhatIf_for_Stop_ObDag_says_that_the_backup_itself_continues(string command, string words)
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromMinutes(20) });
        Run("$dag = Start-ObTenantBackup shop").ThrowIfFailed();
        Room.Advance(30);

        Run($"$dag | {command} -WhatIf").ThrowIfFailed();

        Assert.Contains(words, Host.Screen, StringComparison.Ordinal);
        Assert.Contains("Stop-ObTenantBackup", Host.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public void Promise_4_a_backup_whose_DAG_was_cancelled_continues_and_is_not_reported_as_rolled_back()
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromMinutes(20) });
        Run("$dag = Start-ObTenantBackup shop").ThrowIfFailed();
        Room.Advance(30);
        Run("$dag | Stop-ObDag -Force").ThrowIfFailed();
        Room.Advance(30);

        Assert.Contains("still running", Run("$dag | Wait-ObDag").Error("BackupUnconfirmed").ErrorDetails.Message, StringComparison.Ordinal);
        Run("Undo-ObDag $dag.Id -Force").ThrowIfFailed();
        Room.Advance(30);
        Assert.Contains("still running", Run("Wait-ObDag $dag.Id").Error("BackupUnconfirmed").ErrorDetails.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Stop-ObTenantBackup shop -Confirm:$false")]
    [InlineData("Start-ObTenantBackup shop")]
    [InlineData("Set-ObTenantBackup shop -DataBackupUri file:///new -Confirm:$false")]
    public void Promise_4_if_the_backup_tasks_cannot_be_read_nothing_is_sent(string script)
    {
        AddShop(TenantBackup.Below("file:///b"));
        Cluster.Faults.Add(FaultKind.Panic, "GET", "/api/v1/tenant/shop/backup/tasks", int.MaxValue);

        SessionResult result = Run(script);

        result.Error("Common.Unexpected");
        Assert.Empty(result.Warnings);
        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method is "PATCH" or "POST");
    }

    [Fact]
    public void If_no_backup_is_running_Stop_ObTenantBackup_says_so_without_a_question()
    {
        AddShop(TenantBackup.Below("file:///b"));

        SessionResult stopped = Run("Stop-ObTenantBackup shop");

        Assert.Contains(stopped.Warnings, w => w.Contains("nothing was cancelled", StringComparison.Ordinal));
        Assert.DoesNotContain(Cluster.Requests.All, r => r.Method == "PATCH");
    }

    [Theory]
    [InlineData("file:///b/data", "", "No destination is set for logs.", "-ArchiveLogUri <uri>")]
    [InlineData("", "file:///b/clog", "No destination is set for data backups.", "-DataBackupUri <uri>")]
    [InlineData("", "", "for data backups or for logs.", "-DataBackupUri <uri> -ArchiveLogUri <uri>")]
    public void The_error_says_which_destination_is_not_set(string data, string logs, string what, string advice)
    {
        AddShop(new TenantBackup { DataUri = data, ArchiveUri = logs, Sets = [], Archive = "" });

        ErrorDetails details = Run("Start-ObTenantBackup shop").Error("NoDestination").ErrorDetails;

        Assert.Contains("'shop'", details.Message, StringComparison.Ordinal);
        Assert.EndsWith(what, details.Message, StringComparison.Ordinal);
        Assert.Equal($"Set-ObTenantBackup shop {advice} sets {(advice.Length > 30 ? "both destinations" : "it")}.", details.RecommendedAction);
    }

    [Theory]
    [InlineData("Start-ObTenantBackup s*", "Get-ObTenantBackup 's*' finds")]
    [InlineData("Set-ObTenantBackup s* -Archive Off -Force", "Get-ObTenantBackup 's*' finds")]
    [InlineData("Stop-ObTenantBackup s* -Force", "Get-ObTenantBackup 's*' finds")]
    [InlineData("Remove-ObTenant s* -Confirm:$false", "Get-ObTenant 's*' finds")]
    public void A_name_with_wildcards_is_refused_and_the_advice_is_a_pipeline(string command, string pipeline)
    {
        AddShop(TenantBackup.Below("file:///b"));

        Assert.Contains(pipeline, Run(command).AllErrors.Single().ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }
}
