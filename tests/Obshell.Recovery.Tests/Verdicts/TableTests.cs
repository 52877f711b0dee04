using System;
using Obshell.Recovery.Verdicts;
using Xunit;

namespace Obshell.Recovery.Tests.Verdicts;

/// <summary>The table has a row for each verdict, and its columns do not contradict each other.</summary>
[Trait("Promise", "4")]
[Trait("Topic", "Verdicts")]
public sealed class TableTests
{
    private static readonly DagDetail Dag = new() { Id = "11", Name = "Restore backup_a", State = "FAILED", Operator = "RUN", Stage = 3, MaxStage = 5 };

    public static TheoryData<DagVerdict> OfDags => [.. Enum.GetValues<DagVerdict>()];

    public static TheoryData<DrillVerdict> OfDrills => [.. Enum.GetValues<DrillVerdict>()];

    [Theory]
    [MemberData(nameof(OfDags))]
    public void Each_DAG_verdict_has_a_consistent_row(DagVerdict verdict)
    {
        DagVerdictRow row = DagVerdicts.Of(verdict);
        bool isGood = row.Outcome == Outcome.Good;

        Assert.Equal(verdict, row.Verdict);

        // A verdict that is not good has a text and a next step, is an error if it is final, and never makes a drill pass.
        Assert.Equal(isGood, row.Words(Dag).Length == 0);
        Assert.Equal(isGood, row.NextStep(Dag).Length == 0);
        Assert.Equal(isGood || !row.IsJudged, row.Error == VerdictError.None);
        Assert.Equal(row.IsJudged ? Outcomes.ToneOf(row.Outcome) : Tone.Plain, row.Tone);
        Assert.Equal(row.IsRestored, row.Drill is null);
        Assert.NotEqual(DrillVerdict.Passed, row.Drill);
        Assert.Equal(row.Drill is null, row.DrillWords(Dag).Length == 0);
        Assert.Equal(row.Drill is null, row.DrillNextStep(Dag).Length == 0);
    }

    [Theory]
    [MemberData(nameof(OfDrills))]
    public void Each_drill_verdict_has_a_consistent_row(DrillVerdict verdict)
    {
        DrillVerdictRow row = DrillVerdicts.Of(verdict);

        Assert.Equal(verdict.ToString(), row.Word);
        Assert.Equal(verdict == DrillVerdict.Passed, row.Outcome == Outcome.Good);

        // Every verdict except Passed gives either a warning or an error.
        Assert.Equal(row.Outcome != Outcome.Good, row.IsWarning ^ row.Error != VerdictError.None);
    }

    /// <summary>An object that was read from a file can have an unknown number as its verdict.</summary>
    [Fact]
    public void An_unknown_verdict_number_is_unproven()
    {
        Assert.Equal((Outcome.Unproven, Tone.Plain), (DagVerdicts.Of((DagVerdict)99).Outcome, DagVerdicts.Of((DagVerdict)99).Tone));
        Assert.Equal((Outcome.Unproven, "Unknown"), (DrillVerdicts.Of((DrillVerdict)99).Outcome, DrillVerdicts.Of((DrillVerdict)99).Word));
    }

    [Fact]
    public void Only_a_good_outcome_is_green_and_passes_a_JUnit_test()
    {
        foreach (Outcome outcome in Enum.GetValues<Outcome>())
        {
            Assert.Equal(outcome == Outcome.Good, Outcomes.ToneOf(outcome) == Tone.Good);
            Assert.Equal(outcome == Outcome.Good, Outcomes.TestOf(outcome) == TestResult.Passed);
            Assert.Equal(outcome == Outcome.Interrupted, Outcomes.TestOf(outcome) == TestResult.Skipped);
        }
    }
}
