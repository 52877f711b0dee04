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

/// <summary>What a report makes of what it is given: the sentence at its top, and what counts as proven.</summary>
[Trait("Promise", "4")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Reports")]
public sealed class VerdictTests
{
    [Fact]
    public void The_sentence_of_ten_drills_counts_each_kind_of_end_the_worst_first()
    {
        Report report = Of(WeeklyDrills.All);

        Assert.Equal("4 of 10 backups are proven: 2 failed, 1 was skipped, 1 was interrupted, 1 could not be verified, 1 missed its target.", report.Headline.Sentence.ToString());
        Assert.Equal(["payments", "ledger", "analytics", "catalog", "hr", "warehouse", "orders", "billing", "sessions", "stock"], report.Items.Select(i => i.Name.ToString()));
        Assert.Equal("These tenants were left on the cluster and must be removed: drill_catalog_202611220157. To remove them: Get-ObDrillLeftover | Remove-ObDrillLeftover.", Assert.Single(report.Headline.Notes).ToString());
    }

    [Fact]
    public void When_all_passed_the_sentence_says_so() =>
        Assert.Equal("All 3 backups are proven: each was restored and checked, and met its targets.", Of([.. Enumerable.Range(0, 3).Select(i => WeeklyDrills.Good("a" + i, i, 3, 1))]).Headline.Sentence.ToString());

    [Fact]
    public void When_none_passed_the_sentence_says_so() =>
        Assert.Equal("None of 2 backups is proven: 2 were skipped.", Of([new() { Verdict = DrillVerdict.Skipped }, new() { Verdict = DrillVerdict.Skipped }]).Headline.Sentence.ToString());

    [Fact]
    public void One_drill_is_named()
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
    public void Only_a_passed_drill_is_good(DrillVerdict verdict, string outcome) =>
        Assert.Equal(outcome, Of([new() { SourceName = "a", Verdict = verdict, RecoveryTime = TimeSpan.FromSeconds(9), Checks = [Passed] }]).Items[0].Outcome.ToString());

    /// <summary>What was not judged is not passed.</summary>
    [Fact]
    public void A_result_with_nothing_in_it_is_not_passed() =>
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

    /// <summary>A line of a history that a user has written by hand, or broken, may say anything.</summary>
    [Theory]
    [MemberData(nameof(Contradictions))]
    public void A_pass_that_its_own_figures_deny_is_none(string why, RestoreDrillResult drill)
    {
        ReportItem item = Of([drill]).Items[0];

        Assert.True(item.Outcome == Outcome.Unproven, why);
        Assert.StartsWith("The result says Passed, but", item.Reason.ToString(), StringComparison.Ordinal);
        Assert.Contains("<error type=\"ResultContradictsItself\"", Written.As(ReportFormat.JUnit, [drill]), StringComparison.Ordinal);
    }

    /// <summary>Agents never tell of databases; a drill that passed all it was asked for is proven without.</summary>
    [Fact]
    public void A_drill_passes_though_agents_do_not_tell_of_databases() =>
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
    public void Each_verdict_on_a_task_counts_as_what_it_is(DagVerdict verdict, string outcome) =>
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
    public void Promise_4_a_task_that_was_not_judged_is_never_a_proven_restore(string name, string state, string how, string outcome) =>
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
    public void A_job_that_ended_well_needs_the_agents_part_too(string status, string finished, string? task, string outcome)
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
