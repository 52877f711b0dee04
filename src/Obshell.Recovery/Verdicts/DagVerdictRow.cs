using Obshell.Client.Display;
using Obshell.Recovery.ErrorNumbers;

namespace Obshell.Recovery.Verdicts;

/// <summary>Everything that is decided about one verdict on a DAG: a row of <see cref="DagVerdicts"/>.</summary>
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

    /// <summary>The verdict. When it is an error, its name is the id of the error.</summary>
    public DagVerdict Verdict { get; }

    /// <summary>The kind of error of <c>Wait-ObDag</c>. See also <see cref="IsErrorOf"/>.</summary>
    public VerdictError Error { get; }

    /// <summary>The colour in a view.</summary>
    public Tone Tone { get; internal init; }

    /// <summary>
    /// What happened, in sentences; empty for a good end. The text can contain texts of agents that were not cleaned. Clean it before it
    /// is shown.
    /// </summary>
    public required Func<DagDetail, string> Words { get; init; }

    /// <summary>What to do next, from the verdict alone. See also <see cref="Advice"/>.</summary>
    public required Func<DagDetail, string> NextStep { get; init; }

    /// <summary>The drill verdict when the restore of a drill ended with this verdict; null where the checks of the drill decide.</summary>
    public required DrillVerdict? Drill { get; init; }

    /// <summary>The end of the DAG was judged.</summary>
    public bool IsJudged => Verdict != DagVerdict.None;

    /// <summary>The tenant is proven to be restored.</summary>
    public bool IsRestored => Verdict == DagVerdict.Restored;

    /// <summary>The outcome of the verdict.</summary>
    internal Outcome Outcome { get; }

    /// <summary>How the DAG ended, for a sentence about one or several DAGs.</summary>
    internal Ending Ending { get; }

    internal Func<DagDetail, string> DrillWords { get; init; } = DagWords.Nothing;

    internal Func<string> DrillNextStep { get; init; } = () => "";

    /// <summary>Only the agent stopped watching. RETRY makes the agent continue, and nothing is lost.</summary>
    internal bool MayGoOn { get; init; }

    /// <summary>A caller that asked for a rollback wanted this end. For that caller it is not an error.</summary>
    internal bool IsEndOfRollback { get; init; }

    /// <summary>Whether the end of this DAG is an error. A rollback is not an error when the user asked for it.</summary>
    /// <param name="dag">A DAG with this verdict.</param>
    public bool IsErrorOf(DagDetail dag) => Error != VerdictError.None && !dag.IsExpectedEnd;

    /// <summary>What to do next, with the advice for OceanBase's own error number where the number is known. Texts of agents in it are not cleaned.</summary>
    /// <param name="dag">A DAG with this verdict.</param>
    public string Advice(DagDetail dag) => WithCause(NextStep(dag), dag);

    /// <summary>The same advice for a drill.</summary>
    internal string DrillAdvice(DagDetail dag) => WithCause(DrillNextStep(), dag);

    private string WithCause(string step, DagDetail dag) =>
        Outcome == Outcome.Bad && DatabaseErrors.AdviceFor(DagWords.CommentOfOwnJob(dag), DagWords.LastErrorLine(dag)) is { Length: > 0 } cause ? Listing.Sentences(step, cause) : step;
}
