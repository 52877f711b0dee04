using Obshell.Client.Display;
using Obshell.Recovery.ErrorNumbers;

namespace Obshell.Recovery.Verdicts;

/// <summary>The meaning of one DAG verdict for errors, views, drills and reports: a row of <see cref="DagVerdicts"/>.</summary>
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

    /// <summary>The verdict. If the verdict is an error, the verdict's name is the error id.</summary>
    public DagVerdict Verdict { get; }

    /// <summary>The kind of error that <c>Wait-ObDag</c> writes. See also <see cref="IsErrorOf"/>.</summary>
    public VerdictError Error { get; }

    /// <summary>The colour in a view.</summary>
    public Tone Tone { get; internal init; }

    /// <summary>
    /// What happened, in sentences; empty for a good end. It may contain texts from agents that are not cleaned: clean it before it is
    /// shown.
    /// </summary>
    public required Func<DagDetail, string> Words { get; init; }

    /// <summary>What to do next. It depends only on the verdict. See also <see cref="Advice"/>.</summary>
    public required Func<DagDetail, string> NextStep { get; init; }

    /// <summary>The drill verdict when a drill's restore ended with this verdict; null when the checks of the drill decide.</summary>
    public required DrillVerdict? Drill { get; init; }

    /// <summary>Whether the end of the DAG was judged.</summary>
    public bool IsJudged => Verdict != DagVerdict.None;

    /// <summary>Whether it is proven that the tenant is restored.</summary>
    public bool IsRestored => Verdict == DagVerdict.Restored;

    /// <summary>The outcome of the verdict.</summary>
    internal Outcome Outcome { get; }

    /// <summary>How the DAG ended, as a text for a sentence about one or several DAGs.</summary>
    internal Ending Ending { get; }

    internal Func<DagDetail, string> DrillWords { get; init; } = DagWords.Nothing;

    internal Func<DagDetail, string> DrillNextStep { get; init; } = _ => "";

    /// <summary>
    /// Whether nothing failed and the agent only stopped watching. After RETRY the agent watches again, and no work is lost.
    /// </summary>
    internal bool MayGoOn { get; init; }

    /// <summary>Whether this is the expected end for a caller that asked for a rollback. For such a caller it is not an error.</summary>
    internal bool IsEndOfRollback { get; init; }

    /// <summary>Whether the end of this DAG is an error. A rollback is not an error when the user asked for it.</summary>
    /// <param name="dag">A DAG with this verdict.</param>
    public bool IsErrorOf(DagDetail dag) => Error != VerdictError.None && !dag.IsExpectedEnd;

    /// <summary>
    /// What to do next. If OceanBase's error number is known, this includes the advice for the number. It may contain texts from agents
    /// that are not cleaned.
    /// </summary>
    /// <param name="dag">A DAG with this verdict.</param>
    public string Advice(DagDetail dag) => WithCause(NextStep(dag), dag);

    /// <summary>What to do next after a drill whose restore ended with this verdict.</summary>
    internal string DrillAdvice(DagDetail dag) => WithCause(DrillNextStep(dag), dag);

    private string WithCause(string step, DagDetail dag) => Outcome == Outcome.Bad && Cause(dag) is { Length: > 0 } cause ? Listing.Sentences(step, cause) : step;

    private static string Cause(DagDetail dag) => dag.IsBackup
        ? DatabaseErrors.AdviceForBackup(dag.Backup?.Result ?? 0, dag.Backup?.Comment, DagWords.LastErrorLine(dag))
        : DatabaseErrors.AdviceFor(DagWords.CommentOfOwnJob(dag), DagWords.LastErrorLine(dag));
}
