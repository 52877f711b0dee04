using System;
using System.Globalization;
using System.Linq;
using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Shown;

namespace ObshellPS.Errors;

/// <summary>The words for each bad end of a DAG, and the next command (promise 4).</summary>
internal static class DagFaults
{
    /// <returns>Null for the good ends.</returns>
    public static DagFaultException? Of(DagDetail dag)
    {
        string what = Name(dag);
        switch (dag.Verdict)
        {
            case DagVerdict.Restored or DagVerdict.Succeeded or DagVerdict.None:
            case DagVerdict.DagRolledBack when dag.IsExpectedEnd:
                return null;

            case DagVerdict.DagRolledBack:
                return Fault(dag, ErrorCategory.OperationStopped,
                    $"{what} was rolled back: everything it made is undone{(dag.IsRestore ? ", there is no tenant of it" : "")}.",
                    "Find out who rolled it back (the agent's log names the request) before you start it again.");

            case DagVerdict.DagRollbackFailed:
                return Fault(dag, ErrorCategory.InvalidResult,
                    $"{what} failed while it was being undone, at {Step(dag)}.{LastError(dag)} It is half undone.",
                    $"Read the logs with Get-ObDagLog {CommandArgument.Of(dag.Id)}, mend the cause, and repeat Undo-ObDag {CommandArgument.Of(dag.Id)}.");

            case DagVerdict.DagPassed:
                return Fault(dag, ErrorCategory.InvalidResult,
                    $"{what} was marked as done (PASS) without being done{PassedNode(dag)}. Nothing proves its result.",
                    dag.IsRestore ? $"Check the tenant '{dag.TenantName}' itself before anybody uses it." : "Check by hand what it should have done.");

            case DagVerdict.DagCancelled:
                return Fault(dag, ErrorCategory.OperationStopped,
                    $"{what} was cancelled at {Step(dag)}.{JobWord(dag)}",
                    dag is { IsRestore: true, Restore: not { IsRunning: false } }
                        ? $"Cancelling a DAG ends only the agent's watching: OceanBase's own job may go on and the tenant may yet appear. {GoOnOrUndo(dag)}"
                        : GoOnOrUndo(dag));

            case DagVerdict.RestoreJobFailed:
                return Fault(dag, ErrorCategory.InvalidResult,
                    $"{what}: OceanBase's restore job failed.{JobComment(dag)}{LastError(dag)}",
                    $"Mend the cause (Get-ObDagLog {CommandArgument.Of(dag.Id)} has more), remove what is left, and start the restore again. "
                    + (dag.Stage >= RestoreDag.ActivateStage
                        ? $"A DAG in stage {dag.Stage} cannot be rolled back: Remove-ObTenant {CommandArgument.Of(dag.TenantName)} drops the tenant if it is there."
                        : $"Undo-ObDag {CommandArgument.Of(dag.Id)} drops the tenant and its resource pools."));

            case DagVerdict.RestoreOutlivedAgentWait:
                return dag.Restore is { IsRunning: false }
                    ? Fault(dag, ErrorCategory.OperationTimeout,
                        $"{what}: the agent stopped watching after its limit, and OceanBase's job has since ended well. The tenant is not yet activated.",
                        $"Resume-ObDag {CommandArgument.Of(dag.Id)} lets the agent go on where it stopped (RETRY): it activates the tenant. Do not roll back: that would drop what is restored.")
                    : Fault(dag, ErrorCategory.OperationTimeout,
                        $"{what}: the agent stopped watching after its limit of 3600 s, but OceanBase goes on restoring.{JobProgress(dag)} Nothing has failed.",
                        $"Resume-ObDag {CommandArgument.Of(dag.Id)} lets the agent watch for another 3600 s (RETRY); Wait-ObDag {CommandArgument.Of(dag.Id)} -ResumeOnServerTimeout does so as often as needed. Do not roll back: that would destroy the restore.");

            case DagVerdict.RestoreCreateTimeout:
                return Fault(dag, ErrorCategory.OperationTimeout,
                    $"{what}: creating the tenant took longer than the agent's limit of 600 s.{JobWord(dag)}",
                    dag.Restore is { IsRunning: true }
                        ? $"Wait until OceanBase's job has ended: Get-ObTenantRestore {CommandArgument.Of(dag.TenantName)} shows it. Resume-ObDag (RETRY) and Undo-ObDag (ROLLBACK) in this stage both begin by cancelling the restore and dropping the tenant."
                        : $"Get-ObTenantRestore {CommandArgument.Of(dag.TenantName)} shows what is there. Undo-ObDag {CommandArgument.Of(dag.Id)} (ROLLBACK) removes it; Resume-ObDag {CommandArgument.Of(dag.Id)} (RETRY) removes it too and starts over.");

            case DagVerdict.RestoreUnconfirmed:
                return Fault(dag, ErrorCategory.InvalidResult,
                    $"{what} ended ({dag.State}/{dag.Operator}), but whether the tenant is restored could not be confirmed: {WhyUnconfirmed(dag)}",
                    $"Wait-ObDag {CommandArgument.Of(dag.Id)} asks again. Until then do not take the tenant '{dag.TenantName}' for restored.");

            default:
                return Fault(dag, ErrorCategory.InvalidResult,
                    $"{what} failed at {Step(dag)}.{LastError(dag)}{JobWord(dag)}",
                    $"Get-ObDagLog {CommandArgument.Of(dag.Id)} has the logs. "
                    + (dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage }
                        ? $"The data is restored; only this step is missing: mend its cause, and Resume-ObDag {CommandArgument.Of(dag.Id)} lets the agent repeat it (RETRY). It cannot be rolled back."
                        : $"Mend the cause; Undo-ObDag {CommandArgument.Of(dag.Id)} removes what it has made, and you start anew; or Resume-ObDag {CommandArgument.Of(dag.Id)} tries the step again."));
        }
    }

    public static DagFaultException TimedOut(string id, DagDetail? last, TimeSpan limit) => new(
        "WaitTimeout", ErrorCategory.OperationTimeout,
        string.Format(
            CultureInfo.InvariantCulture, "{0} has not ended within {1:0.#} s{2}. Only the waiting ended; the work goes on.",
            last is null ? "DAG " + id : Name(last), limit.TotalSeconds,
            last is null ? ", and no agent told anything about it" : $" ({last.State}, {Step(last)})"),
        $"Wait-ObDag {CommandArgument.Of(id)} goes on waiting.", id, last);

    /// <summary>The DAG cannot be watched on; the fault itself says why.</summary>
    public static DagFaultException Lost(string id, DagDetail? last, ObshellException why) => new(
        why.ErrorId, Categories.Of(why),
        $"{(last is null ? "DAG " + id + " cannot be watched" : Name(last) + " cannot be watched any more")}: {ErrorRecords.Text(why)}"
        + (last is null ? "" : $" It was last seen {last.State} at {Step(last)}; how it goes on is unknown."),
        why is ObshellApiException { HttpStatus: 400 or 404 } ? Advice.For(why, id) : $"{Advice.For(why, id)} Then Wait-ObDag {CommandArgument.Of(id)} goes on waiting.", id, last);

    public static string Name(DagDetail dag) =>
        dag.IsRestore ? $"Restore of tenant '{dag.TenantName}' (DAG {dag.Id})" : $"'{dag.Name}' (DAG {dag.Id})";

    private static DagFaultException Fault(DagDetail dag, ErrorCategory category, string message, string next) =>
        new(dag.Verdict.ToString(), category, message, next, dag.Id, dag);

    private static string GoOnOrUndo(DagDetail dag) => dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage }
        ? $"Resume-ObDag {CommandArgument.Of(dag.Id)} goes on (RETRY); there is no way back from this stage."
        : $"Decide between going on, Resume-ObDag {CommandArgument.Of(dag.Id)} (RETRY), and undoing, Undo-ObDag {CommandArgument.Of(dag.Id)} (ROLLBACK).";

    private static string Step(DagDetail dag) =>
        $"stage {dag.Stage} of {dag.MaxStage}{(dag.StageName.Length > 0 ? $" ({dag.StageName})" : "")}";

    /// <summary>The last error line of the logs: the agent's own reason.</summary>
    private static string LastError(DagDetail dag)
    {
        string? line = dag.LogLines().LastOrDefault(l => l.StartsWith("ERROR:", StringComparison.Ordinal));
        return line is null ? "" : " Its log says: " + line.Substring("ERROR:".Length).Trim();
    }

    private static string PassedNode(DagDetail dag) =>
        dag.Nodes.FirstOrDefault(n => n.Operator == DagOperators.Pass) is { } node ? $", at least in '{node.Name}'" : "";

    private static string JobWord(DagDetail dag) => dag.Restore is not { } job ? ""
        : job.IsRunning ? $" OceanBase's restore job {job.JobId} is still running ({job.Status})."
        : job.IsSuccess ? $" OceanBase's restore job {job.JobId} has ended well."
        : $" OceanBase's restore job {job.JobId} has failed.{JobComment(dag)}";

    private static string JobComment(DagDetail dag) => dag.Restore is { Comment.Length: > 0 } job ? " OceanBase says: " + Sentence(job.Comment) : "";

    /// <summary>What others wrote, as a sentence of its own.</summary>
    private static string Sentence(string text) => text.TrimEnd() is { Length: > 0 } trimmed && trimmed[trimmed.Length - 1] is not ('.' or '!' or '?') ? trimmed + "." : text;

    private static string JobProgress(DagDetail dag) => dag.Restore is { RestoreProgress.Length: > 0 } job ? $" It is at {job.RestoreProgress}." : "";

    private static string WhyUnconfirmed(DagDetail dag) =>
        dag.Restore is null ? "no agent could tell about OceanBase's restore job."
        : dag.Restore.IsRunning ? "OceanBase's job of this tenant still runs."
        : "the tenant's latest restore job is not the one of this DAG.";
}
