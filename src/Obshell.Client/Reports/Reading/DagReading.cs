using System.Collections.Generic;
using System.Linq;
using Obshell.Client.Shown;
using Obshell.Client.Verdicts;

namespace Obshell.Client.Reports;

/// <summary>What a report says of a DAG.</summary>
internal static class DagReading
{
    /// <param name="dag">Judged or not.</param>
    /// <param name="fault">What went wrong in words; empty where it ended well or nobody has judged it.</param>
    /// <param name="advice">What to do then.</param>
    public static ReportItem Of(DagDetail dag, string fault, string advice)
    {
        (Outcome outcome, Ending ending, string words) = Judge(dag);
        ShownText name = ShownText.Of(dag.TenantName.Length > 0 && dag.IsRestore ? dag.TenantName : dag.Name, 200).Or("DAG " + ShownText.Of(dag.Id, 60));
        string subject = dag.IsRestore ? $"The restore of tenant {name}" : $"The task {name}";
        ShownText reason = ShownText.Of(fault).Or(words);
        string took = dag.Elapsed is { } elapsed ? " in " + Amounts.Of(elapsed) : "";
        string sentence = outcome == Outcome.Good
            ? (dag.IsRestore ? $"Tenant {name} was restored{took}, and OceanBase's own job confirms it" : $"The task {name} was done{took}")
            : fault.Length > 0 ? reason.ToString().TrimEnd('.')
            : $"{subject} {ending.One}" + (reason.IsEmpty ? "" : ": " + reason.ToString().TrimEnd('.'));
        return new ReportItem
        {
            Kind = dag.IsRestore ? ReportKind.Restore : ReportKind.Task,
            Outcome = outcome,
            Name = name,
            Verdict = dag.Verdict != DagVerdict.None ? ShownText.Own(dag.Verdict.ToString()) : State(dag),
            Ending = ending,
            Sentence = ShownText.Own(sentence),
            ReasonId = outcome == Outcome.Good ? default : ShownText.Own(dag.Verdict != DagVerdict.None ? dag.Verdict.ToString() : dag.IsFinished ? "NotJudged" : "StillAtWork"),
            Reason = outcome == Outcome.Good ? default : reason,
            Advice = ShownText.Of(advice).Or(outcome == Outcome.Good ? "" : $"Wait-ObDag {CommandArgument.Of(ShownText.Of(dag.Id, 60).ToString())} waits for its end and judges it."),
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

    private static (Outcome Outcome, Ending Ending, string Words) Judge(DagDetail dag)
    {
        switch (dag.Verdict)
        {
            case DagVerdict.Restored or DagVerdict.Succeeded:
                return (Outcome.Good, Ending.Passed, "");
            case DagVerdict.RestoreUnconfirmed or DagVerdict.RestoreOutlivedAgentWait or DagVerdict.DagPassed or DagVerdict.DagCancelled:
                return (Outcome.Unproven, Ending.Unconfirmed, "");
            case DagVerdict.DagRolledBack:
                return (Outcome.Bad, Ending.Undone, "");
            case not DagVerdict.None:
                return (Outcome.Bad, Ending.Failed, "");
        }

        // Nobody has judged it: state and operator tell of a failure, and never of a restore (promise 4).
        if (!dag.IsFinished)
        {
            return (Outcome.Unproven, Ending.Running, $"it was {ShownText.Of(dag.State, 40)} in stage {dag.Stage} of {dag.MaxStage} when it was last read");
        }

        if (dag.State == DagStates.Failed)
        {
            return (Outcome.Bad, Ending.Failed, $"it ended {State(dag)} in stage {dag.Stage} of {dag.MaxStage}");
        }

        if (dag.Operator == DagOperators.Rollback)
        {
            return (Outcome.Bad, Ending.Undone, "everything it had made was rolled back");
        }

        bool passed = dag.Operator == DagOperators.Pass || dag.Nodes.Any(n => n.Operator == DagOperators.Pass);
        return passed ? (Outcome.Unproven, Ending.Unconfirmed, "it was marked as done (PASS) without being done")
            : !dag.IsRestore ? (Outcome.Good, Ending.Passed, "")
            : (Outcome.Unproven, Ending.Unconfirmed, "the task ran to its end, but OceanBase's own job was not looked at");
    }

    private static ShownText State(DagDetail dag) => ShownText.Join("/", ShownText.Of(dag.State, 40), ShownText.Of(dag.Operator, 40));

    private static IEnumerable<Fact> Figures(DagDetail dag)
    {
        foreach (Fact fact in Facts.Of(
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
        Facts.Of(("DAG", ShownText.Of(dag.Id)), ("Name", ShownText.Of(dag.Name)), ("Tenant", ShownText.Of(dag.TenantName))).Concat(dag.Restore is { } job ? RestoreReading.Request(job) : []);
}
