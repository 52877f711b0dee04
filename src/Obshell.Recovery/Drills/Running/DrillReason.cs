using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Drills.Running;

/// <summary>Why a drill did not pass: verdict, id, text, and what to do.</summary>
internal sealed record DrillReason(DrillVerdict Verdict, string Id, string Text, string Advice)
{
    public static DrillReason Passed { get; } = new(DrillVerdict.Passed, "", "", "");

    /// <summary>The reason when a drill's restore did not succeed; null when the tenant is restored and the checks decide.</summary>
    public static DrillReason? OfEnd(DagDetail dag)
    {
        DagVerdictRow row = dag.Row;
        return row.Drill is { } verdict ? new(verdict, dag.Verdict.ToString(), row.DrillWords(dag), row.DrillAdvice(dag)) : null;
    }
}
