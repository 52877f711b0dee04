using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Verdicts;

/// <summary>
/// The table of what the end of a DAG means (promise 4): one row for each verdict. Views, errors, drills and reports read it
/// and decide nothing themselves. A verdict without a row does not compile (CS8509).
/// </summary>
public static class DagVerdicts
{
    private static readonly Dictionary<DagVerdict, DagVerdictRow> Rows = Enum.GetValues(typeof(DagVerdict)).Cast<DagVerdict>().ToDictionary(v => v, Row);

    /// <summary>The row of a verdict. A number that is no verdict (objects can come from files) is <see cref="DagVerdict.None"/>.</summary>
    public static DagVerdictRow Of(DagVerdict verdict) => Rows.TryGetValue(verdict, out DagVerdictRow? row) ? row : Rows[DagVerdict.None];

    /// <summary>The row of a DAG's verdict; where it was not judged, of the one that its state alone proves.</summary>
    /// <param name="dag">Read from an agent, running or ended. FAILED is taken for a failure, and SUCCEED never for a restore: that needs OceanBase's job.</param>
    public static DagVerdictRow Foreseen(AgentDag dag) => Of(VerdictRules.Foreseen(dag));

    private static DagVerdictRow Row(DagVerdict verdict) => verdict switch
    {
        DagVerdict.None => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.None)
        {
            Tone = Tone.Plain,
            Words = DagWords.NotJudged,
            NextStep = dag => $"Wait-ObDag {CommandArgument.Of(dag.Id)} waits for its end and judges it.",
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => $"How DAG {dag.Id} ended is not known.",
            DrillNextStep = "Drill again when the agents answer.",
        },

        DagVerdict.Restored => new(verdict, Outcome.Good, Ending.Passed, VerdictError.None)
        {
            Words = DagWords.Nothing,
            NextStep = DagWords.Nothing,
            Drill = null,
        },

        DagVerdict.Succeeded => new(verdict, Outcome.Good, Ending.Passed, VerdictError.None)
        {
            Words = DagWords.Nothing,
            NextStep = DagWords.Nothing,

            // A DAG that is not a restore proves nothing about a backup.
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => $"DAG {dag.Id} ended well, but it is not a restore.",
            DrillNextStep = "Drill again.",
        },

        DagVerdict.DagFailed => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.InvalidResult)
        {
            Words = dag => $"{DagWords.Name(dag)} failed at {DagWords.Step(dag)}.{DagWords.LastError(dag)}{DagWords.JobWord(dag)}",
            NextStep = dag => $"Get-ObDagLog {CommandArgument.Of(dag.Id)} has the logs. "
                + (dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage }
                    ? $"The data is restored; only this step is missing: mend its cause, and Resume-ObDag {CommandArgument.Of(dag.Id)} lets the agent repeat it (RETRY). It cannot be rolled back."
                    : $"Mend the cause; Undo-ObDag {CommandArgument.Of(dag.Id)} removes what it has made, and you start anew; or Resume-ObDag {CommandArgument.Of(dag.Id)} tries the step again.{(dag.IsRestore ? $" Remove-ObTenantRestore {CommandArgument.Of(dag.TenantName)} removes whatever is left." : "")}"),
            Drill = DrillVerdict.Failed,
            DrillWords = dag => $"DAG {dag.Id} failed at {DagWords.Step(dag)}.{DagWords.LastError(dag)}",
            DrillNextStep = "The log of the DAG, kept in the result, says why.",
        },

        DagVerdict.DagCancelled => new(verdict, Outcome.Interrupted, Ending.Cancelled, VerdictError.Stopped)
        {
            Words = dag => $"{DagWords.Name(dag)} was cancelled at {DagWords.Step(dag)}.{DagWords.JobWord(dag)}",
            NextStep = dag => dag is { IsRestore: true, Restore: not { IsRunning: false } }
                ? $"Cancelling a DAG ends only the agent's watching: OceanBase's own job may go on and the tenant may yet appear. {DagWords.GoOnOrUndo(dag)}"
                : DagWords.GoOnOrUndo(dag),
            Drill = DrillVerdict.Interrupted,
            DrillWords = DagWords.StoppedBySomebody,
            DrillNextStep = DagWords.FindOutWho,
        },

        DagVerdict.DagRolledBack => new(verdict, Outcome.Interrupted, Ending.Undone, VerdictError.Stopped)
        {
            Words = dag => $"{DagWords.Name(dag)} was rolled back: everything it made is undone{(dag.IsRestore ? ", there is no tenant of it" : "")}.",
            NextStep = dag => dag.IsExpectedEnd ? "Nothing: this rollback was asked for." : "Find out who rolled it back (the agent's log names the request) before you start it again.",
            Drill = DrillVerdict.Interrupted,
            DrillWords = DagWords.StoppedBySomebody,
            DrillNextStep = DagWords.FindOutWho,
            IsEndOfRollback = true,
        },

        DagVerdict.DagRollbackFailed => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.InvalidResult)
        {
            Words = dag => $"{DagWords.Name(dag)} failed while it was being undone, at {DagWords.Step(dag)}.{DagWords.LastError(dag)} It is half undone.",
            NextStep = dag => $"Read the logs with Get-ObDagLog {CommandArgument.Of(dag.Id)}, mend the cause, and repeat Undo-ObDag {CommandArgument.Of(dag.Id)}.{(dag.IsRestore ? $" Remove-ObTenantRestore {CommandArgument.Of(dag.TenantName)} removes what is then left." : "")}",
            Drill = DrillVerdict.Interrupted,
            DrillWords = DagWords.StoppedBySomebody,
            DrillNextStep = DagWords.FindOutWho,
        },

        DagVerdict.DagPassed => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult)
        {
            Words = dag => $"{DagWords.Name(dag)} was marked as done (PASS) without being done{DagWords.PassedNode(dag)}. Nothing proves its result.",
            NextStep = dag => dag.IsRestore ? $"Check the tenant '{dag.TenantName}' itself before anybody uses it." : "Check by hand what it should have done.",
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => $"Somebody had DAG {dag.Id} marked as done (PASS) without its being done.",
            DrillNextStep = "Drill again, and let nobody touch the DAG.",
        },

        DagVerdict.RestoreJobFailed => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.InvalidResult)
        {
            Words = dag => $"{DagWords.Name(dag)}: OceanBase's restore job failed.{DagWords.JobComment(dag)}{DagWords.LastError(dag)}",
            NextStep = dag => $"Get-ObDagLog {CommandArgument.Of(dag.Id)} has more on the cause. Remove-ObTenantRestore {CommandArgument.Of(dag.TenantName)} removes what is left, the tenant and its resource pools. Then start the restore again.",
            Drill = DrillVerdict.Failed,
            DrillWords = dag => $"OceanBase's restore job failed.{DagWords.JobComment(dag)}{DagWords.LastError(dag)}",
            DrillNextStep = "This backup does not restore as it is. Look for a damaged or missing backup set or log piece, take a new backup, and drill it.",
        },

        DagVerdict.RestoreOutlivedAgentWait => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.TimedOut)
        {
            Words = dag => dag.Restore is { IsRunning: false }
                ? $"{DagWords.Name(dag)}: the agent stopped watching after its limit, and OceanBase's job has since ended well. The tenant is not yet activated."
                : $"{DagWords.Name(dag)}: the agent stopped watching after its limit of 3600 s, but OceanBase goes on restoring.{DagWords.JobProgress(dag)} Nothing has failed.",
            NextStep = dag => dag.Restore is { IsRunning: false }
                ? $"Resume-ObDag {CommandArgument.Of(dag.Id)} lets the agent go on where it stopped (RETRY): it activates the tenant. Do not roll back: that would drop what is restored."
                : $"Resume-ObDag {CommandArgument.Of(dag.Id)} lets the agent watch for another 3600 s (RETRY); Wait-ObDag {CommandArgument.Of(dag.Id)} -ResumeOnServerTimeout does so as often as needed. Do not roll back: that would destroy the restore.",

            // A drill goes on by itself; it ends so only where that does not help.
            Drill = DrillVerdict.Failed,
            DrillWords = dag => $"DAG {dag.Id} keeps ending at {DagWords.Step(dag)} although OceanBase's job is not over.{DagWords.LastError(dag)}",
            DrillNextStep = "The agent's log says why it stops watching.",
            MayGoOn = true,
        },

        DagVerdict.RestoreCreateTimeout => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.TimedOut)
        {
            Words = dag => $"{DagWords.Name(dag)}: creating the tenant took longer than the agent's limit of 600 s.{DagWords.JobWord(dag)}",
            NextStep = dag => dag.Restore is { IsRunning: true }
                ? $"Wait until OceanBase's job has ended: Get-ObTenantRestore {CommandArgument.Of(dag.TenantName)} shows it. Resume-ObDag (RETRY) and Undo-ObDag (ROLLBACK) in this stage both begin by cancelling the restore and dropping the tenant."
                : $"Get-ObTenantRestore {CommandArgument.Of(dag.TenantName)} shows what is there. Remove-ObTenantRestore {CommandArgument.Of(dag.TenantName)} removes it; Resume-ObDag {CommandArgument.Of(dag.Id)} (RETRY) removes it too and starts over.",
            Drill = DrillVerdict.Failed,
            DrillWords = _ => "Creating the tenant took longer than the agent's limit of 600 s.",
            DrillNextStep = "Look whether the servers had room and OceanBase's root service was well, and drill again.",
        },

        DagVerdict.RestoreUnconfirmed => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult)
        {
            Words = dag => $"{DagWords.Name(dag)} ended ({dag.State}/{dag.Operator}), but whether the tenant is restored could not be confirmed: {DagWords.WhyUnconfirmed(dag)}",
            NextStep = dag => $"Wait-ObDag {CommandArgument.Of(dag.Id)} asks again. Until then do not take the tenant '{dag.TenantName}' for restored.",
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => $"DAG {dag.Id} ended, but whether the tenant is restored could not be confirmed.",
            DrillNextStep = "Drill again when the agents answer.",
        },

        DagVerdict.BackupCompleted => new(verdict, Outcome.Good, Ending.Passed, VerdictError.None)
        {
            Words = DagWords.Nothing,
            NextStep = DagWords.Nothing,
            Drill = DrillVerdict.NotVerified,
            DrillWords = DagWords.NotARestore,
            DrillNextStep = "Drill again.",
        },

        DagVerdict.BackupFailed => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.InvalidResult)
        {
            Words = dag => $"{DagWords.BackupName(dag)} failed{DagWords.BackupResult(dag)}.{DagWords.BackupComment(dag)}",
            NextStep = dag => $"Fix the cause, then Start-ObTenantBackup {CommandArgument.Of(dag.TenantName)} takes a new one.",
            Drill = DrillVerdict.NotVerified,
            DrillWords = DagWords.NotARestore,
            DrillNextStep = "Drill again.",
        },

        DagVerdict.BackupCancelled => new(verdict, Outcome.Interrupted, Ending.Cancelled, VerdictError.Stopped)
        {
            Words = dag => $"{DagWords.BackupName(dag)} was cancelled.",
            NextStep = dag => $"Start-ObTenantBackup {CommandArgument.Of(dag.TenantName)} takes a new one.",
            Drill = DrillVerdict.NotVerified,
            DrillWords = DagWords.NotARestore,
            DrillNextStep = "Drill again.",
        },

        DagVerdict.BackupOutlivedAgentWait => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.TimedOut)
        {
            Words = dag => $"{DagWords.BackupName(dag)}: the agent stopped watching after its limit of 3600 s, but the backup goes on. Nothing has failed.",
            NextStep = dag => $"Resume-ObDag {CommandArgument.Of(dag.Id)} lets the agent watch for another 3600 s (RETRY); Wait-ObDag {CommandArgument.Of(dag.Id)} -ResumeOnServerTimeout does so as often as needed.",
            Drill = DrillVerdict.NotVerified,
            DrillWords = DagWords.NotARestore,
            DrillNextStep = "Drill again.",
            MayGoOn = true,
        },

        DagVerdict.BackupUnconfirmed => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult)
        {
            Words = dag => $"{DagWords.BackupName(dag)}: the DAG ended ({dag.State}/{dag.Operator}), but what became of the backup is not known: {DagWords.WhyBackupUnconfirmed(dag)}",
            NextStep = dag => dag.Backup is { IsOver: false }
                ? $"Get-ObTenantBackup {CommandArgument.Of(dag.TenantName)} shows it; Stop-ObTenantBackup {CommandArgument.Of(dag.TenantName)} cancels it."
                : $"Get-ObTenantBackup {CommandArgument.Of(dag.TenantName)} shows which backups there are. Until then do not take it for done.",
            Drill = DrillVerdict.NotVerified,
            DrillWords = DagWords.NotARestore,
            DrillNextStep = "Drill again.",
        },
    };
}
