using Obshell.Client.Display;
using Obshell.Recovery.ErrorNumbers;

namespace Obshell.Recovery.Verdicts;

/// <summary>All that is decided about one verdict on a DAG: a row of <see cref="DagVerdicts"/>.</summary>
public sealed class DagVerdictRow
{
    internal DagVerdictRow(DagVerdict verdict, Outcome outcome, Ending ending, VerdictError error)
    {
        Verdict = verdict;
        Outcome = outcome;
        Ending = ending;
        Error = error;
        Tone = Outcomes.ToneOf(outcome);
    }

    /// <summary>Its name is the id of the error, where it is one.</summary>
    public DagVerdict Verdict { get; }

    /// <summary>The kind of error of <c>Wait-ObDag</c>; see <see cref="IsErrorOf"/> too.</summary>
    public VerdictError Error { get; }

    /// <summary>The colour in a view.</summary>
    public Tone Tone { get; internal init; }

    /// <summary>What happened, in sentences; of a good end, nothing. Texts of agents in it come as they are: clean them before they are shown.</summary>
    public required Func<DagDetail, string> Words { get; init; }

    /// <summary>What to do next, by the verdict alone; see <see cref="Advice"/>.</summary>
    public required Func<DagDetail, string> NextStep { get; init; }

    /// <summary>What a drill whose restore ended so proved; null where its checks decide that.</summary>
    public required DrillVerdict? Drill { get; init; }

    /// <summary>The end has been looked at.</summary>
    public bool IsJudged => Verdict != DagVerdict.None;

    /// <summary>The tenant is proven to be restored.</summary>
    public bool IsRestored => Verdict == DagVerdict.Restored;

    /// <summary>What it comes to.</summary>
    internal Outcome Outcome { get; }

    /// <summary>How it ended, for a sentence about one or several.</summary>
    internal Ending Ending { get; }

    internal Func<DagDetail, string> DrillWords { get; init; } = DagWords.Nothing;

    internal Func<string> DrillNextStep { get; init; } = () => "";

    /// <summary>Only the agent stopped watching: RETRY makes it continue, and nothing is lost.</summary>
    internal bool MayGoOn { get; init; }

    /// <summary>For whoever asked for a rollback this is the end that was wanted, and not an error.</summary>
    internal bool IsEndOfRollback { get; init; }

    /// <summary>Whether the end of this DAG is an error: a rollback that was asked for is not an error.</summary>
    /// <param name="dag">A DAG of this verdict.</param>
    public bool IsErrorOf(DagDetail dag) => Error != VerdictError.None && !dag.IsExpectedEnd;

    /// <summary>What to do next, and what is known of OceanBase's own error number behind it. Texts of agents in it come as they are.</summary>
    /// <param name="dag">A DAG of this verdict.</param>
    public string Advice(DagDetail dag) => WithCause(NextStep(dag), dag);

    /// <summary>The same for a drill.</summary>
    internal string DrillAdvice(DagDetail dag) => WithCause(DrillNextStep(), dag);

    private string WithCause(string step, DagDetail dag) =>
        Outcome == Outcome.Bad && DatabaseErrors.AdviceFor(DagWords.CommentOfOwnJob(dag), DagWords.LastErrorLine(dag)) is { Length: > 0 } cause ? Listing.Sentences(step, cause) : step;
}
