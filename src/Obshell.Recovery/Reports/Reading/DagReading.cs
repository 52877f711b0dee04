using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Makes the report's item about a DAG.</summary>
internal static class DagReading
{
    /// <param name="task">A DAG with a verdict, or without one.</param>
    public static ReportItem Of(AgentDag task)
    {
        var dag = DagDetail.Of(task);
        DagVerdictRow row = DagVerdicts.Of(VerdictRules.Foreseen(dag));
        bool isJudged = dag.Row.IsJudged;
        bool isGood = row.Outcome == Outcome.Good;
        DisplayText name = DisplayText.Of(dag.TenantName.Length > 0 && dag.IsRestore ? dag.TenantName : dag.Name, 200).Or(VerdictTexts.FormatNameOfDag(DisplayText.Of(dag.Id, 60)));
        DisplayText reason = isGood ? default : DisplayText.Of(row.Words(dag));
        return new ReportItem
        {
            Kind = dag.IsRestore ? ReportKind.Restore : ReportKind.Task,
            Outcome = row.Outcome,
            Name = name,
            Verdict = isJudged ? DisplayText.Own(dag.Verdict.ToString()) : State(dag),
            Ending = dag.IsFinished || isJudged ? row.Ending : Ending.Running,
            Sentence = isGood ? DisplayText.Own(Done(dag, name)) : reason,
            ReasonId = DisplayText.Own(isGood ? "" : isJudged ? dag.Verdict.ToString() : dag.IsFinished ? "NotJudged" : "StillAtWork"),
            Reason = reason,

            // After a DAG FAILED in stage 3, the restore may still continue. So a DAG without a verdict gets the advice for a DAG that was
            // not judged.
            Advice = isGood ? default : DisplayText.Of((isJudged ? row : DagVerdicts.Of(DagVerdict.None)).Advice(dag)),
            Tenant = DisplayText.Of(dag.TenantName, 200),
            Took = Took(dag),
            Bytes = dag.Restore is { IsSuccess: true } job ? job.TotalBytes : null,
            ReachedPoint = dag.Restore is { IsSuccess: true } restored ? RestoreReading.Point(restored) : default,
            Figures = [.. Figures(dag)],
            Request = [.. Request(dag)],
            Timelines = [.. DagTimeline.Of(dag)],
            LogSource = dag,
        };
    }

    private static TimeSpan? Took(AgentDag dag) => dag.IsFinished ? dag.Elapsed : null;

    private static string Done(DagDetail dag, DisplayText name) => (dag.IsRestore, Took(dag)) switch
    {
        (true, { } took) => ReportTexts.FormatTenantRestoredIn(name, Amounts.Of(took)),
        (true, null) => ReportTexts.FormatTenantRestored(name),
        (false, { } took) => ReportTexts.FormatTaskDoneIn(name, Amounts.Of(took)),
        (false, null) => ReportTexts.FormatTaskDone(name),
    };

    private static DisplayText State(AgentDag dag) => DisplayText.Join("/", DisplayText.Of(dag.State, 40), DisplayText.Of(dag.Operator, 40));

    private static IEnumerable<Fact> Figures(DagDetail dag)
    {
        foreach (Fact fact in FactList.Of(
            (nameof(ReportLabels.State), State(dag)),
            (nameof(ReportLabels.Stage), dag.MaxStage > 0 ? DisplayText.Join(", ", DisplayText.Own(ReportTexts.FormatOfAll(dag.Stage, dag.MaxStage)), DisplayText.Of(dag.StageName, 100)) : default),
            (nameof(ReportLabels.Took), DisplayText.Own(Took(dag) is { } took ? Amounts.Of(took) : ""))))
        {
            yield return fact;
        }

        if (dag.Restore is { } job)
        {
            foreach (Fact fact in RestoreReading.Figures(job))
            {
                yield return fact;
            }
        }
    }

    private static IEnumerable<Fact> Request(DagDetail dag) =>
        FactList.Of((nameof(ReportLabels.Dag), DisplayText.Of(dag.Id)), (nameof(ReportLabels.Name), DisplayText.Of(dag.Name)), (nameof(ReportLabels.Tenant), DisplayText.Of(dag.TenantName))).Concat(dag.Restore is { } job ? RestoreReading.Request(job) : []);
}
