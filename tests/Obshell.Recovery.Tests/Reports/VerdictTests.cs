using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Client;
using Obshell.Recovery.Reports;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Reading;
using Obshell.Recovery.Verdicts;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>The first sentence of a report, and the conditions under which a restore or drill is shown as proven.</summary>
[Trait("Promise", "4")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Reports")]
public sealed class VerdictTests
{
    [Fact]
    public void The_first_sentence_counts_the_drills_of_each_result_and_starts_with_the_worst()
    {
        Report report = Of(WeeklyDrills.All);

        Assert.Equal("4 of 10 backups are proven: 2 failed, 1 was skipped, 1 was interrupted, 1 could not be verified, 1 missed its target.", report.Headline.Sentence.ToString());
        Assert.Equal(["payments", "ledger", "analytics", "catalog", "hr", "warehouse", "orders", "billing", "sessions", "stock"], report.Items.Select(i => i.Name.ToString()));
        Assert.Equal("These tenants were left on the cluster and must be removed: drill_catalog_202611220157. To remove them: Get-ObDrillLeftover | Remove-ObDrillLeftover.", Assert.Single(report.Headline.Notes).ToString());
    }

    [Fact]
    public void Many_leftovers_are_named_up_to_a_limit_and_the_rest_is_counted()
    {
        RestoreDrillResult[] left = [.. Enumerable.Range(0, 11).Select(i => new RestoreDrillResult { Verdict = DrillVerdict.Failed, TenantName = "t" + i, Cleanup = DrillCleanup.LeftBehind })];

        Assert.StartsWith("These tenants and 3 more were left on the cluster and must be removed: t0, ", Assert.Single(Of(left).Headline.Notes).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void If_all_drills_passed_the_first_sentence_says_so() =>
        Assert.Equal("All 3 backups are proven: each was restored and checked, and met its targets.", Of([.. Enumerable.Range(0, 3).Select(i => WeeklyDrills.Good("a" + i, i, 3, 1))]).Headline.Sentence.ToString());

    [Fact]
    public void If_no_drill_passed_the_first_sentence_says_so() =>
        Assert.Equal("None of 2 backups is proven: 2 were skipped.", Of([new() { SourceName = "a", Verdict = DrillVerdict.Skipped }, new() { SourceName = "b", Verdict = DrillVerdict.Skipped }]).Headline.Sentence.ToString());

    [Fact]
    public void Several_drills_of_one_source_are_counted_as_drills_and_not_as_backups()
    {
        RestoreDrillResult good = WeeklyDrills.Good("a", 1, 3, 1);
        RestoreDrillResult failed = new() { SourceName = "a", ClusterName = good.ClusterName, Verdict = DrillVerdict.Failed };

        Assert.Equal("1 of 3 drills passed: 2 failed.", Of([good, failed, failed]).Headline.Sentence.ToString());
        Assert.Equal("All 2 drills passed: each backup was restored and checked, and met its targets.", Of([good, good]).Headline.Sentence.ToString());
    }

    [Fact]
    public void A_drill_that_created_nothing_lists_no_tenant()
    {
        RestoreDrillResult skipped = new() { SourceName = "a", Verdict = DrillVerdict.Skipped, TenantName = "drill_a_1", Cleanup = DrillCleanup.NothingMade };

        Assert.All([ReportFormat.Html, ReportFormat.Markdown, ReportFormat.JUnit, ReportFormat.Json], f => Assert.DoesNotContain("drill_a_1", Written.As(f, [skipped]), StringComparison.Ordinal));
        Assert.Contains("Tenant created: drill_a_1", Written.As(ReportFormat.JUnit, [new() { SourceName = "a", TenantName = "drill_a_1", Cleanup = DrillCleanup.Kept }]), StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_of_the_preflight_is_not_shown_as_proven() =>
        Assert.Equal(Outcome.Unproven, Of([new() { Findings = [new PreflightFinding("RegionsEqual", PreflightVerdict.Note, "One region.", "", "", "")] }]).Items[0].Findings.Single().Outcome);

    [Fact]
    public void Without_an_earlier_drill_that_restored_nothing_is_said_about_usual_values()
    {
        DrillTrend trend = new() { EarlierDrills = 0, Points = [new DrillTrendPoint { Verdict = DrillVerdict.Failed, StartedAt = Written.Morning }] };

        Assert.DoesNotContain("median", Written.As(ReportFormat.Json, [new() { SourceName = "a", Trend = trend }]), StringComparison.Ordinal);
    }

    [Fact]
    public void If_a_report_has_only_one_drill_the_first_sentence_contains_the_name_of_its_source()
    {
        Assert.Equal("The backup of orders was restored and checked in 12 min 06 s.", Of([WeeklyDrills.All[0]]).Headline.Sentence.ToString());
        Assert.StartsWith("The drill of payments failed: OceanBase's restore job failed: backup set 7 is damaged", Of([WeeklyDrills.All[2]]).Headline.Sentence.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DrillVerdict.Passed, "Good")]
    [InlineData(DrillVerdict.MissedTarget, "Missed")]
    [InlineData(DrillVerdict.NotVerified, "Unproven")]
    [InlineData(DrillVerdict.Skipped, "Unproven")]
    [InlineData(DrillVerdict.Interrupted, "Unproven")]
    [InlineData(DrillVerdict.Failed, "Bad")]
    [InlineData((DrillVerdict)99, "Unproven")]
    public void Only_a_drill_that_passed_is_shown_as_good(DrillVerdict verdict, string outcome) =>
        Assert.Equal(outcome, Of([new() { SourceName = "a", Verdict = verdict, RecoveryTime = TimeSpan.FromSeconds(9), Checks = [Passed] }]).Items[0].Outcome.ToString());

    /// <summary>A result without a verdict is not passed.</summary>
    [Fact]
    public void An_empty_result_is_not_passed() =>
        Assert.Equal((Outcome.Unproven, DrillVerdict.NotVerified, DrillCheckVerdict.NotVerified), (Of([new()]).Items[0].Outcome, new RestoreDrillResult().Verdict, new DrillCheck().Verdict));

    private static DrillCheck Passed => new() { Name = "Agent.Status", Verdict = DrillCheckVerdict.Passed };

    public static TheoryData<string, RestoreDrillResult> Contradictions => new()
    {
        { "nothing at all", new RestoreDrillResult { Verdict = DrillVerdict.Passed } },
        { "no check", new RestoreDrillResult { Verdict = DrillVerdict.Passed, RecoveryTime = TimeSpan.FromSeconds(9) } },
        { "no recovery time", new RestoreDrillResult { Verdict = DrillVerdict.Passed, Checks = [Passed] } },
        { "a failed check", new RestoreDrillResult { Verdict = DrillVerdict.Passed, RecoveryTime = TimeSpan.FromSeconds(9), Checks = [Passed, new DrillCheck { Verdict = DrillCheckVerdict.Failed }] } },
        { "only what agents do not report", new RestoreDrillResult { Verdict = DrillVerdict.Passed, RecoveryTime = TimeSpan.FromSeconds(9), Checks = [new DrillCheck { Name = "Databases", Verdict = DrillCheckVerdict.NotVerified }] } },
        { "a check that could not run", new RestoreDrillResult { Verdict = DrillVerdict.Passed, RecoveryTime = TimeSpan.FromSeconds(9), Checks = [new DrillCheck { Verdict = DrillCheckVerdict.NotVerified }] } },
        { "too slow", new RestoreDrillResult { Verdict = DrillVerdict.Passed, RecoveryTime = TimeSpan.FromSeconds(9), TargetRto = TimeSpan.FromSeconds(8), Checks = [Passed] } },
        { "too old", new RestoreDrillResult { Verdict = DrillVerdict.Passed, RecoveryTime = TimeSpan.FromSeconds(9), RecoveryPointAge = TimeSpan.FromSeconds(9), TargetRpo = TimeSpan.FromSeconds(8), Checks = [Passed] } },
    };

    /// <summary>A user can write or damage a line of the history, so its values can contradict each other.</summary>
    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_passed_result_with_contradicting_values_is_shown_as_unproven(string why, RestoreDrillResult drill)
    {
        ReportItem item = Of([drill]).Items[0];

        Assert.True(item.Outcome == Outcome.Unproven, why);
        Assert.StartsWith("The result says Passed, but", item.Reason.ToString(), StringComparison.Ordinal);
        Assert.Contains("<error type=\"ResultContradictsItself\"", Written.As(ReportFormat.JUnit, [drill]), StringComparison.Ordinal);
    }

    /// <summary>Agents do not report the databases. A drill that passed all requested checks is proven without them.</summary>
    [Fact]
    public void A_drill_passes_although_agents_do_not_report_databases() =>
        Assert.Equal(Outcome.Good, Of([new() { Verdict = DrillVerdict.Passed, RecoveryTime = TimeSpan.FromSeconds(9), Checks = [Passed, new DrillCheck { Name = "Databases", Verdict = DrillCheckVerdict.NotVerified }] }]).Items[0].Outcome);

    [Theory]
    [InlineData(DagVerdict.Restored, "Good")]
    [InlineData(DagVerdict.Succeeded, "Good")]
    [InlineData(DagVerdict.DagFailed, "Bad")]
    [InlineData(DagVerdict.DagCancelled, "Interrupted")]
    [InlineData(DagVerdict.DagRolledBack, "Interrupted")]
    [InlineData(DagVerdict.DagRollbackFailed, "Bad")]
    [InlineData(DagVerdict.DagPassed, "Unproven")]
    [InlineData(DagVerdict.RestoreJobFailed, "Bad")]
    [InlineData(DagVerdict.RestoreOutlivedAgentWait, "Unproven")]
    [InlineData(DagVerdict.RestoreCreateTimeout, "Bad")]
    [InlineData(DagVerdict.RestoreUnconfirmed, "Unproven")]
    public void Each_DAG_verdict_is_shown_with_its_own_outcome(DagVerdict verdict, string outcome) =>
        Assert.Equal(outcome, DagReading.Of(new DagDetail { Id = "1", Name = "Restore backup_a", State = "SUCCEED", Operator = "RUN", Verdict = verdict }).Outcome.ToString());

    [Theory]
    [InlineData("Restore backup_a", "SUCCEED", "RUN", "Unproven")]
    [InlineData("Restore backup_a", "SUCCEED", "PASS", "Unproven")]
    [InlineData("Restore backup_a", "SUCCEED", "ROLLBACK", "Interrupted")]
    [InlineData("Restore backup_a", "FAILED", "RUN", "Bad")]
    [InlineData("Restore backup_a", "RUNNING", "RUN", "Unproven")]
    [InlineData("Drop tenant a", "SUCCEED", "RUN", "Good")]
    [InlineData("Drop tenant a", "SUCCEED", "PASS", "Unproven")]
    [InlineData("Drop tenant a", "FAILED", "CANCEL", "Interrupted")]
    public void Promise_4_a_DAG_without_a_verdict_is_never_shown_as_a_proven_restore(string name, string state, string how, string outcome) =>
        Assert.Equal(outcome, DagReading.Of(new DagDetail { Id = "1", Name = name, State = state, Operator = how }).Outcome.ToString());

    [Theory]
    [InlineData("SUCCESS", "2026-11-22T09:20:32+08:00", null, "Good")]
    [InlineData("SUCCESS", "2026-11-22T09:20:32+08:00", "RUNNING/RUN", "Unproven")]
    [InlineData("SUCCESS", "2026-11-22T09:20:32+08:00", "FAILED/RUN", "Bad")]
    [InlineData("SUCCESS", "2026-11-22T09:20:32+08:00", "SUCCEED/RUN", "Good")]
    [InlineData("SUCCESS", "2026-11-22T09:20:32+08:00", "SUCCEED/PASS", "Unproven")]
    [InlineData("SUCCESS", "2026-11-22T09:20:32+08:00", "SUCCEED/ROLLBACK", "Interrupted")]
    [InlineData("SUCCESS", "2026-11-22T09:20:32+08:00", "FAILED/CANCEL", "Interrupted")]
    [InlineData("SUCCESS", "", null, "Unproven")]
    [InlineData("FAIL", "2026-11-22T09:20:32+08:00", null, "Bad")]
    [InlineData("FAIL", "2026-11-22T09:20:32+08:00", "SUCCEED/ROLLBACK", "Bad")]
    [InlineData("WAIT_TENANT_RESTORE_FINISH", "", "RUNNING/RUN", "Unproven")]
    public void A_restore_with_a_successful_job_is_proven_only_if_its_DAG_succeeded_too(string status, string finished, string? task, string outcome)
    {
        AgentDag? dag = task is null ? null : new DagDetail { Id = "1", Name = "Restore backup_a", State = task.Split('/')[0], Operator = task.Split('/')[1] };

        Assert.Equal(outcome, RestoreReading.Of(new TenantRestore("a", dag, new RestoreOverview { RestoreTenantName = "a", Status = status, FinishTimestamp = finished })).Outcome.ToString());
    }

    private static Report Of(IReadOnlyList<RestoreDrillResult> drills)
    {
        var builder = new ReportBuilder();
        foreach (RestoreDrillResult drill in drills)
        {
            builder.Add(drill);
        }

        return builder.Build(null, Written.Morning);
    }
}
