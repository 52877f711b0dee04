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
    public void Each_verdict_on_a_DAG_has_its_row(DagVerdict verdict)
    {
        DagVerdictRow row = DagVerdicts.Of(verdict);
        bool isGood = row.Outcome == Outcome.Good;

        Assert.Equal(verdict, row.Verdict);

        // What is not proven is explained, is an error once it is judged, and no drill passes by it alone.
        Assert.Equal(isGood, row.Words(Dag).Length == 0);
        Assert.Equal(isGood, row.NextStep(Dag).Length == 0);
        Assert.Equal(isGood || !row.IsJudged, row.Error == VerdictError.None);
        Assert.Equal(row.IsJudged ? Outcomes.ToneOf(row.Outcome) : Tone.Plain, row.Tone);
        Assert.Equal(row.IsRestored, row.Drill is null);
        Assert.NotEqual(DrillVerdict.Passed, row.Drill);
        Assert.Equal(row.Drill is null, row.DrillWords(Dag).Length == 0);
        Assert.Equal(row.Drill is null, row.DrillNextStep().Length == 0);
    }

    [Theory]
    [MemberData(nameof(OfDrills))]
    public void Each_verdict_on_a_drill_has_its_row(DrillVerdict verdict)
    {
        DrillVerdictRow row = DrillVerdicts.Of(verdict);

        Assert.Equal(verdict.ToString(), row.Word);
        Assert.Equal(verdict == DrillVerdict.Passed, row.Outcome == Outcome.Good);

        // One of them, unless it passed: nothing that is not proven is silent.
        Assert.Equal(row.Outcome != Outcome.Good, row.IsWarning ^ row.Error != VerdictError.None);
    }

    /// <summary>Objects come from files too.</summary>
    [Fact]
    public void A_number_without_a_name_proves_nothing()
    {
        Assert.Equal((Outcome.Unproven, Tone.Plain), (DagVerdicts.Of((DagVerdict)99).Outcome, DagVerdicts.Of((DagVerdict)99).Tone));
        Assert.Equal((Outcome.Unproven, "Unknown"), (DrillVerdicts.Of((DrillVerdict)99).Outcome, DrillVerdicts.Of((DrillVerdict)99).Word));
    }

    [Fact]
    public void Only_what_is_good_is_green_and_passes_a_test()
    {
        foreach (Outcome outcome in Enum.GetValues<Outcome>())
        {
            Assert.Equal(outcome == Outcome.Good, Outcomes.ToneOf(outcome) == Tone.Good);
            Assert.Equal(outcome == Outcome.Good, Outcomes.TestOf(outcome) == TestResult.Passed);
            Assert.Equal(outcome == Outcome.Interrupted, Outcomes.TestOf(outcome) == TestResult.Skipped);
        }
    }
}
