using Obshell.Client;
using Obshell.Client.Shown;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>What a report says of a DAG.</summary>
internal static class DagReading
{
    /// <param name="task">Judged or not.</param>
    public static ReportItem Of(AgentDag task)
    {
        var dag = DagDetail.Of(task);
        DagVerdictRow row = DagVerdicts.Of(VerdictRules.Foreseen(dag));
        bool isJudged = dag.Row.IsJudged;
        bool isGood = row.Outcome == Outcome.Good;
        ShownText name = ShownText.Of(dag.TenantName.Length > 0 && dag.IsRestore ? dag.TenantName : dag.Name, 200).Or("DAG " + ShownText.Of(dag.Id, 60));
        ShownText reason = isGood ? default : ShownText.Of(row.Words(dag));
        string took = dag.Elapsed is { } elapsed ? " in " + Amounts.Of(elapsed) : "";
        string done = dag.IsRestore ? $"Tenant {name} was restored{took}, and OceanBase's own job confirms it" : $"The task {name} was done{took}";
        return new ReportItem
        {
            Kind = dag.IsRestore ? ReportKind.Restore : ReportKind.Task,
            Outcome = row.Outcome,
            Name = name,
            Verdict = isJudged ? ShownText.Own(dag.Verdict.ToString()) : State(dag),
            Ending = dag.IsFinished || isJudged ? row.Ending : Ending.Running,
            Sentence = ShownText.Own(isGood ? done : reason.ToString().TrimEnd('.')),
            ReasonId = ShownText.Own(isGood ? "" : isJudged ? dag.Verdict.ToString() : dag.IsFinished ? "NotJudged" : "StillAtWork"),
            Reason = reason,

            // FAILED in stage 3 may be a restore that goes on: what to do is only known when it is judged.
            Advice = isGood ? default : ShownText.Of((isJudged ? row : DagVerdicts.Of(DagVerdict.None)).Advice(dag)),
            Tenant = ShownText.Of(dag.TenantName, 200),
            Took = dag.Elapsed,
            Bytes = dag.Restore is { IsSuccess: true } job ? job.TotalBytes : null,
            ReachedPoint = dag.Restore is { IsSuccess: true } restored ? RestoreReading.Point(restored) : default,
            Figures = [.. Figures(dag)],
            Request = [.. Request(dag)],
            Timelines = [.. DagTimeline.Of(dag)],
            LogSource = dag,
        };
    }

    private static ShownText State(AgentDag dag) => ShownText.Join("/", ShownText.Of(dag.State, 40), ShownText.Of(dag.Operator, 40));

    private static IEnumerable<Fact> Figures(DagDetail dag)
    {
        foreach (Fact fact in FactList.Of(
            ("State", State(dag)),
            ("Stage", dag.MaxStage > 0 ? ShownText.Join(", ", ShownText.Own($"{dag.Stage} of {dag.MaxStage}"), ShownText.Of(dag.StageName, 100)) : default),
            ("Took", ShownText.Own(dag.Elapsed is { } took ? Amounts.Of(took) : ""))))
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
        FactList.Of(("DAG", ShownText.Of(dag.Id)), ("Name", ShownText.Of(dag.Name)), ("Tenant", ShownText.Of(dag.TenantName))).Concat(dag.Restore is { } job ? RestoreReading.Request(job) : []);
}
