using System;
using System.Collections;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>The steps of one drill, and its possible results.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillTests : DrillTest
{
    [Fact]
    public void A_good_backup_passes_the_drill_and_its_tenant_is_dropped()
    {
        SessionResult run = Drill("", Source("prod"));
        dynamic result = run.Single();

        Assert.Equal("Passed", result.Verdict.ToString());
        Assert.Equal("", result.Reason);
        Assert.Matches("^drill_prod_[0-9]{12}_[0-9a-f]{8}$", (string)result.TenantName);
        Assert.Equal([(string)result.TenantName], Restored);
        Assert.Equal([(string)result.TenantName], Dropped);
        Assert.Equal("Dropped", result.Cleanup.ToString());
        Assert.Equal(1048576L, result.Bytes);
        Assert.True(result.RecoveryTime > TimeSpan.Zero);
        Assert.InRange((TimeSpan)result.RecoveryPointAge, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(5));
        Assert.Equal("latest", result.RequestedPoint);
        Assert.Equal(["POST tenant/restore", "DELETE tenant"], run.Audit.Select(a => ((dynamic)a.MessageData).Action).Cast<string>());
        NothingIsLeftBut();
    }

    [Fact]
    public void A_corrupt_backup_fails_with_OceanBases_message_and_leaves_no_tenant_and_no_pool()
    {
        SessionResult run = Drill("", Source("prod", new RestoreBehaviour { JobFails = true, FailComment = "checksum of macro block differs" }));

        dynamic result = Assert.Single(run.Output);
        Assert.Equal(("Failed", "RestoreJobFailed"), (result.Verdict.ToString(), (string)result.ReasonId));
        Assert.Contains("checksum of macro block differs", (string)result.Reason, StringComparison.Ordinal);
        Assert.Equal("Dropped", result.Cleanup.ToString());
        Assert.Null(result.RecoveryTime);
        Assert.Equal(ErrorCategory.InvalidResult, run.Error("RestoreJobFailed").CategoryInfo.Category);
        NothingIsLeftBut();
    }

    /// <summary>When all bytes are restored, the job has used only a tenth of its time.</summary>
    [Fact]
    public void The_progress_bar_shows_log_replay_separately_and_only_in_stage_3()
    {
        SessionResult run = Drill("", Source("prod", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(800), LogShare = 0.9 }));

        string[] bars = [.. run.ThrowIfFailed().Progress.Select(p => p.StatusDescription)];
        Assert.Contains(bars, b => b.Contains("prod: stage 3/5, replaying logs, ", StringComparison.Ordinal));
        Assert.DoesNotContain(bars, b => b.Contains("100 %", StringComparison.Ordinal));
        Assert.Contains(bars, b => b.EndsWith("prod: stage 4/5", StringComparison.Ordinal) || b.EndsWith("prod: stage 5/5", StringComparison.Ordinal));
    }

    [Fact]
    public void The_drill_drops_the_incomplete_tenant_of_a_corrupt_backup()
    {
        SessionResult run = Drill("", Source("prod", new RestoreBehaviour { JobFails = true, FailedTenantRemains = true }));

        Assert.Equal("Dropped", ((dynamic)Assert.Single(run.Output)).Cleanup.ToString());
        Assert.Single(Dropped);
        NothingIsLeftBut();
    }

    [Fact]
    public void If_OceanBase_refuses_the_statement_the_drill_fails_and_its_DAG_is_rolled_back()
    {
        SessionResult run = Drill("", Source("prod", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" }));

        dynamic result = Assert.Single(run.Output);
        Assert.Equal(("Failed", "DagFailed"), (result.Verdict.ToString(), (string)result.ReasonId));
        Assert.Contains("No enough log for restore", (string)result.Reason, StringComparison.Ordinal);
        Assert.StartsWith($"Get-ObDagLog {result.DagId} shows the logs.", run.Error("DagFailed").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains(" OceanBase's error 9040, no log for that point: ", run.Error("DagFailed").ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal("ROLLBACK", Assert.Single(Cluster.Dags).Operator);
        NothingIsLeftBut();
    }

    [Fact]
    public void A_drill_that_is_too_slow_is_rolled_back_and_its_verdict_is_Failed()
    {
        SessionResult run = Drill("-MaxDuration '1 s'", Source("prod", new RestoreBehaviour { Duration = TimeSpan.FromHours(30) }));

        dynamic result = Assert.Single(run.Output);
        Assert.Equal(("Failed", "TooSlow", "Dropped"), (result.Verdict.ToString(), (string)result.ReasonId, result.Cleanup.ToString()));
        Assert.Equal(["POST tenant/restore", "POST task/dag CANCEL", "POST task/dag ROLLBACK"], run.Audit.Select(a => ((dynamic)a.MessageData).Action).Cast<string>());
        Assert.Equal(ErrorCategory.OperationTimeout, run.Error("TooSlow").CategoryInfo.Category);
        Assert.DoesNotContain(Cluster.RestoreJobs, j => j.IsRunning);
        NothingIsLeftBut();
    }

    [Fact]
    public void If_a_check_fails_the_drill_is_Failed_and_the_tenant_is_dropped()
    {
        Session.SetVariable("sources", new[] { Source("prod") });
        SessionResult run = Run("$sources | Invoke-ObRestoreDrill -ZoneList zone1:s1:1 -Verify { $global:seen = $_.Name; $false }");

        dynamic result = Assert.Single(run.Output);
        Assert.Equal("Failed", result.Verdict.ToString());
        Assert.Equal((string)result.TenantName, (string)Run("$seen").Single().BaseObject);
        NothingIsLeftBut();
    }

    [Fact]
    public void If_a_check_could_not_run_the_drill_is_NotVerified_with_a_warning()
    {
        SessionResult run = Run("$args[0] | Invoke-ObRestoreDrill -ZoneList zone1:s1:1 -Query 'select max(at) from t' -QueryTimeout '1 s' -MaxAge '1 day'", Source("prod"));

        dynamic result = run.Single();
        Assert.Equal("NotVerified", result.Verdict.ToString());
        Assert.Contains(run.Warnings, w => w.Contains("NotVerified", StringComparison.Ordinal) && w.EndsWith((string)result.Advice, StringComparison.Ordinal));
        Assert.DoesNotMatch("^Make sure that the check can run", (string)result.Advice);
        NothingIsLeftBut();
    }

    [Fact]
    public void With_the_root_password_of_the_tenant_the_agent_lists_its_databases()
    {
        Cluster.AddBackup(new Backup
        {
            DataUri = "file:///backup/shop/data",
            Content = new TenantContent { RootPassword = "Tenant#pw1", Databases = ["shop", "stock"] },
        });
        Session.SetVariable("root", new PSCredential("root", Secret.Of("Tenant#pw1")));
        Cluster.Agents[0].ObAdminPresent = false;

        SessionResult run = Run("@{ Name = 'shop'; DataBackupUri = 'file:///backup/shop/data' } | Invoke-ObRestoreDrill -ZoneList zone1:s1:1 -TenantCredential $root");

        dynamic databases = ((System.Collections.IEnumerable)((dynamic)run.Single()).Checks).Cast<dynamic>().Single(c => (string)c.Name == "Databases");
        Assert.Equal("Passed", databases.Verdict.ToString());
        Assert.Contains("shop", (string)databases.Seen, StringComparison.Ordinal);
        Assert.DoesNotContain("Tenant#pw1", run.Everything(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missed_target_and_a_target_that_cannot_be_judged_have_their_own_reasons()
    {
        Hashtable unknown = new() { ["Name"] = "dark", ["DataBackupUri"] = "oss://b/dark?host=h&access_id=i&access_key=k", ["ArchiveLogUri"] = "oss://b/darklog?host=h&access_id=i&access_key=k" };
        Cluster.Agents[0].ObAdminPresent = false;

        SessionResult run = Drill("-TargetRpo '1 h' -TargetRto '1 ms'".Replace("1 ms", "00:00:00.001", StringComparison.Ordinal), Source("slow"));
        Assert.Equal(("MissedTarget", "TargetRtoMissed", false), Judged(run));

        run = Drill("-TargetRpo '1 h'", unknown);
        Assert.Equal("RecoveryPointUnknown", (string)((dynamic)run.Single()).ReasonId);
        Assert.StartsWith("The agent needs ob_admin", (string)((dynamic)run.Single()).Advice, StringComparison.Ordinal);
        Assert.Null(((dynamic)run.Single()).MetTargetRpo);

        Cluster.Agents[0].ObAdminPresent = true;
        run = Drill("-TargetRpo '1 h'", Source("old", newestAge: TimeSpan.FromHours(3)));
        Assert.Equal("TargetRpoMissed", (string)((dynamic)run.Single()).ReasonId);

        static (string, string, bool?) Judged(SessionResult run)
        {
            dynamic result = run.Single();
            return (result.Verdict.ToString(), (string)result.ReasonId, (bool?)result.MetTargetRto);
        }
    }

    [Fact]
    public void A_drill_to_a_point_that_the_backup_does_not_reach_is_Failed()
    {
        Cluster.Agents[0].ObAdminPresent = true;

        SessionResult run = Drill("-Until '15 minutes ago'", Source("prod", newestAge: TimeSpan.FromHours(3)));

        dynamic result = Assert.Single(run.Output);
        Assert.Equal(("Failed", "PointNotRestorable", "15 minutes ago"), (result.Verdict.ToString(), (string)result.ReasonId, (string)result.RequestedPoint));
        Assert.Empty(Restored);
    }

    [Fact]
    public void The_requested_point_is_sent_and_the_reached_point_is_reported()
    {
        SessionResult run = Drill($"-Until '{PointOfAllSources.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture)}'", Source("prod"));

        Assert.Equal(PointOfAllSources, (DateTimeOffset)((dynamic)run.Single()).ReachedPoint);
    }

    [Theory]
    [InlineData("-Until '2026-11-21T12:00:00'", "InvalidUntil", "offset")]
    [InlineData("-Until 'yesterday'", "InvalidUntil", "15 minutes ago")]
    [InlineData("-Until '15 ago'", "InvalidUntil", "no unit")]
    [InlineData("-NamePattern 'a-{source}'", "InvalidNamePattern", "letters")]
    [InlineData("-NamePattern '{sauce}'", "InvalidNamePattern", "{source}")]
    [InlineData("-ZoneList zone1", "InvalidZone", "zone:unit:num")]
    public void Invalid_parameters_are_reported_before_any_drill_starts(string parameters, string id, string words)
    {
        Session.SetVariable("sources", new[] { Source("prod") });
        SessionResult run = Run($"$sources | Invoke-ObRestoreDrill -Verify {{ $true }} {parameters}");

        Assert.Empty(run.Output);
        Assert.Contains(words, run.Error(id).ToString(), StringComparison.Ordinal);
        Assert.Empty(Restored);
    }

    [Fact]
    public void An_invalid_duration_is_refused_before_any_drill_starts()
    {
        SessionResult run = Drill("-MaxDuration soon", Source("prod"));

        Assert.Contains("'soon' is not a duration", run.AllErrors.Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(Restored);
    }

    [Fact]
    public void With_Keep_the_tenant_remains_and_the_result_shows_its_name()
    {
        dynamic kept = Drill("-Keep Always", Source("prod")).Single();
        dynamic failed = Assert.Single(Drill("-Keep OnFailure", Source("bad", new RestoreBehaviour { JobFails = true, FailedTenantRemains = true })).Output);
        dynamic passed = Drill("-Keep OnFailure", Source("good")).Single();

        Assert.Equal(("Passed", "Kept"), (kept.Verdict.ToString(), kept.Cleanup.ToString()));
        Assert.Equal(("Failed", "Kept"), (failed.Verdict.ToString(), failed.Cleanup.ToString()));
        Assert.Equal("Dropped", passed.Cleanup.ToString());
        Assert.Equal(["sys", (string)kept.TenantName, (string)failed.TenantName], Cluster.Tenants.Select(t => t.Name));
        Assert.Contains((string)kept.TenantName, (string)kept.CleanupText, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_shows_all_steps_and_sends_only_reads()
    {
        Cluster.AddUnitConfig(new UnitConfig { Name = "huge", MaxCpu = 500, MinCpu = 500, MemorySize = 1L << 40 });
        Hashtable big = Source("big");
        big["ZoneList"] = "zone1:huge:1";

        SessionResult run = Drill("-WhatIf -HistoryPath $history", Source("prod"), big);

        Assert.Equal(["WhatIf", "NoCapacity"], run.Output.Select(o => (string)((dynamic)o).ReasonId).OrderDescending());
        Assert.All(run.Output, o => Assert.Equal("Skipped", ((dynamic)o).Verdict.ToString()));
        Assert.DoesNotContain(Room.Changes, c => c.PathAndQuery != "/api/v1/restore/source-tenant-info");
        Assert.False(System.IO.File.Exists(History));
        Assert.Contains("file:///backup/prod/data", Host.Screen, StringComparison.Ordinal);
        Assert.Contains("drop the tenant", Host.Screen, StringComparison.Ordinal);
    }
}
