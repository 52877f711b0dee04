using System;
using Obshell.Recovery.ErrorNumbers;

namespace Obshell.Recovery.Verdicts;

/// <summary>All that is decided about one verdict on a DAG.</summary>
/// <param name="Verdict">Its name is the id of the error, where it is one.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Ending">In a few words, for a sentence about one or several.</param>
/// <param name="Error">The kind of error of <c>Wait-ObDag</c>.</param>
internal sealed record DagVerdictRow(DagVerdict Verdict, Outcome Outcome, Ending Ending, VerdictError Error)
{
    /// <summary>The colour in a view.</summary>
    public Tone Tone { get; init; } = Outcomes.ToneOf(Outcome);

    /// <summary>What happened, in sentences; of a good end, nothing.</summary>
    public required Func<ObDag, string> Words { get; init; }

    /// <summary>What to do next.</summary>
    public required Func<ObDag, string> NextStep { get; init; }

    /// <summary>What a drill whose restore ended so proved; null where its checks decide that.</summary>
    public required DrillVerdict? Drill { get; init; }

    public Func<ObDag, string> DrillWords { get; init; } = DagWords.Nothing;

    public string DrillNextStep { get; init; } = "";

    /// <summary>Somebody has looked at its end.</summary>
    public bool IsJudged => Verdict != DagVerdict.None;

    /// <summary>The tenant is proven to be restored.</summary>
    public bool IsRestored => Verdict == DagVerdict.Restored;

    /// <summary>Only the agent stopped watching: RETRY makes it go on, and nothing is lost.</summary>
    public bool MayGoOn { get; init; }

    /// <summary>For whoever asked for a rollback this is the end that was wanted, and not an error.</summary>
    public bool IsEndOfRollback { get; init; }

    /// <summary>What to do next, and what is known of OceanBase's own error number behind it.</summary>
    public string Advice(ObDag dag) => WithCause(NextStep(dag), dag);

    /// <summary>The same for a drill.</summary>
    public string DrillAdvice(ObDag dag) => WithCause(DrillNextStep, dag);

    private string WithCause(string step, ObDag dag) =>
        Outcome == Outcome.Bad && DatabaseErrors.AdviceFor(DagWords.CommentOfOwnJob(dag), DagWords.LastErrorLine(dag)) is { Length: > 0 } cause ? $"{step} {cause}" : step;
}
