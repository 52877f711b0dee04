using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Verdicts;

/// <summary>
/// The table of DAG verdicts (promise 4), with one row for each verdict. Views, errors, drills and reports use only this table to decide
/// what a verdict means. A verdict without a row does not compile (CS8509). Texts are functions, because their language is known only when
/// they are shown.
/// </summary>
public static class DagVerdicts
{
    private static readonly Dictionary<DagVerdict, DagVerdictRow> Rows = Enum.GetValues(typeof(DagVerdict)).Cast<DagVerdict>().ToDictionary(v => v, Row);

    /// <summary>
    /// The row of a verdict. A number that is not a verdict, e.g. from a file, has the row of <see cref="DagVerdict.None"/>.
    /// </summary>
    public static DagVerdictRow Of(DagVerdict verdict) => Rows.TryGetValue(verdict, out DagVerdictRow? row) ? row : Rows[DagVerdict.None];

    /// <summary>
    /// The row of a DAG's verdict. If the DAG was not judged, this is the verdict that its state proves without OceanBase's job.
    /// </summary>
    /// <param name="dag">
    /// A DAG that was read from an agent, running or ended. Without a verdict, FAILED is a failure, and SUCCEED proves nothing for a
    /// restore.
    /// </param>
    public static DagVerdictRow Foreseen(AgentDag dag) => Of(VerdictRules.Foreseen(dag));

    private static DagVerdictRow Row(DagVerdict verdict) => verdict switch
    {
        DagVerdict.None => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.None)
        {
            Tone = Tone.Plain,
            Words = DagWords.NotJudged,
            NextStep = dag => NextStepTexts.FormatWaitAndJudge(Id(dag)),
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => DrillEndTexts.FormatEndUnknown(dag.Id),
            DrillNextStep = _ => DrillEndTexts.DrillWhenAgentsAnswer,
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

            // A DAG that is not a restore proves nothing about a backup, so a drill is not verified.
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => DrillEndTexts.FormatNotARestore(dag.Id),
            DrillNextStep = _ => DrillEndTexts.DrillAgain,
        },

        DagVerdict.DagFailed => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.InvalidResult)
        {
            Words = dag => Listing.Sentences(VerdictTexts.FormatDagFailed(DagWords.Name(dag), DagWords.Step(dag)), DagWords.LastError(dag), DagWords.JobState(dag)),
            NextStep = dag => Listing.Sentences(NextStepTexts.FormatLog(Id(dag)), AfterFailure(dag)),
            Drill = DrillVerdict.Failed,
            DrillWords = dag => Listing.Sentences(DrillEndTexts.FormatFailed(dag.Id, DagWords.Step(dag)), DagWords.LastError(dag)),
            DrillNextStep = dag => NextStepTexts.FormatLog(Id(dag)),
        },

        DagVerdict.DagCancelled => new(verdict, Outcome.Interrupted, Ending.Cancelled, VerdictError.Stopped)
        {
            Words = dag => Listing.Sentences(VerdictTexts.FormatDagCancelled(DagWords.Name(dag), DagWords.Step(dag)), DagWords.JobState(dag)),
            NextStep = dag => Listing.Sentences(
                dag is { IsRestore: true, Stage: >= RestoreDag.StartStage, Restore: not { IsRunning: false } } ? NextStepTexts.JobMayContinue : null,
                dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage } ? NextStepTexts.FormatResumeOnly(Id(dag)) : NextStepTexts.FormatResumeOrUndo(Id(dag))),
            Drill = DrillVerdict.Interrupted,
            DrillWords = Stopped,
            DrillNextStep = _ => DrillEndTexts.FindOutWho,
        },

        DagVerdict.DagRolledBack => new(verdict, Outcome.Interrupted, Ending.Undone, VerdictError.Stopped)
        {
            Words = dag => dag.IsRestore ? VerdictTexts.FormatRestoreRolledBack(DagWords.Name(dag)) : VerdictTexts.FormatDagRolledBack(DagWords.Name(dag)),
            NextStep = dag => dag.IsExpectedEnd ? NextStepTexts.RollbackWanted : NextStepTexts.WhoRolledBack,
            Drill = DrillVerdict.Interrupted,
            DrillWords = Stopped,
            DrillNextStep = _ => DrillEndTexts.FindOutWho,
            IsEndOfRollback = true,
        },

        DagVerdict.DagRollbackFailed => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.InvalidResult)
        {
            Words = dag => Listing.Sentences(VerdictTexts.FormatDagRollbackFailed(DagWords.Name(dag), DagWords.Step(dag)), DagWords.LastError(dag), VerdictTexts.HalfUndone),
            NextStep = dag => Listing.Sentences(NextStepTexts.FormatFixAndUndoAgain(Id(dag)), RemovesRemains(dag)),
            Drill = DrillVerdict.Interrupted,
            DrillWords = Stopped,
            DrillNextStep = _ => DrillEndTexts.FindOutWho,
        },

        DagVerdict.DagPassed => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult)
        {
            Words = DagWords.Passed,
            NextStep = dag => dag.IsRestore ? NextStepTexts.FormatCheckTenant(dag.TenantName) : NextStepTexts.CheckByHand,
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => DrillEndTexts.FormatPassed(dag.Id),
            DrillNextStep = _ => DrillEndTexts.LeaveItAlone,
        },

        DagVerdict.RestoreJobFailed => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.InvalidResult)
        {
            Words = dag => Listing.Sentences(VerdictTexts.FormatRestoreJobFailed(DagWords.Name(dag)), DagWords.JobComment(dag), DagWords.LastError(dag)),
            NextStep = dag => NextStepTexts.FormatJobFailed(Id(dag), Tenant(dag)),
            Drill = DrillVerdict.Failed,
            DrillWords = dag => Listing.Sentences(DrillEndTexts.JobFailed, DagWords.JobComment(dag), DagWords.LastError(dag)),
            DrillNextStep = _ => DrillEndTexts.BackupDoesNotRestore,
        },

        DagVerdict.RestoreOutlivedAgentWait => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.TimedOut)
        {
            Words = dag => dag.Restore is { IsRunning: false }
                ? VerdictTexts.FormatRestoreOutlivedSucceeded(DagWords.Name(dag))
                : Listing.Sentences(VerdictTexts.FormatRestoreOutlivedRunning(DagWords.Name(dag)), DagWords.JobProgress(dag), VerdictTexts.NothingFailed),
            NextStep = dag => dag.Restore is { IsRunning: false }
                ? NextStepTexts.FormatActivate(Id(dag))
                : Listing.Sentences(NextStepTexts.FormatWatchAgain(Id(dag)), NextStepTexts.NoRollback),

            // A drill sends RETRY automatically, so that the agent continues to watch. The drill ends with this verdict only when RETRY
            // does not help.
            Drill = DrillVerdict.Failed,
            DrillWords = dag => Listing.Sentences(DrillEndTexts.FormatKeepsEnding(dag.Id, DagWords.Step(dag)), DagWords.LastError(dag)),
            DrillNextStep = _ => DrillEndTexts.ReadAgentLog,
            MayGoOn = true,
        },

        DagVerdict.RestoreCreateTimeout => new(verdict, Outcome.Bad, Ending.Failed, VerdictError.TimedOut)
        {
            Words = dag => Listing.Sentences(VerdictTexts.FormatRestoreCreateTimeout(DagWords.Name(dag)), DagWords.JobState(dag)),
            NextStep = dag => dag.Restore is { IsRunning: true }
                ? NextStepTexts.FormatWaitForCreation(Tenant(dag))
                : NextStepTexts.FormatCreationEnded(Tenant(dag), Id(dag)),
            Drill = DrillVerdict.Failed,
            DrillWords = _ => DrillEndTexts.CreateTimeout,
            DrillNextStep = _ => DrillEndTexts.CheckServers,
        },

        DagVerdict.RestoreUnconfirmed => new(verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult)
        {
            Words = DagWords.Unconfirmed,
            NextStep = dag => NextStepTexts.FormatAskAgain(Id(dag), dag.TenantName),
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => DrillEndTexts.FormatUnconfirmed(dag.Id),
            DrillNextStep = _ => DrillEndTexts.DrillWhenAgentsAnswer,
        },

        DagVerdict.BackupCompleted => OfBackup(verdict, Outcome.Good, Ending.Passed, VerdictError.None, DagWords.Nothing, DagWords.Nothing),

        DagVerdict.BackupFailed => OfBackup(
            verdict, Outcome.Bad, Ending.Failed, VerdictError.InvalidResult,
            dag => Listing.Sentences(DagWords.BackupFailed(dag), DagWords.BackupComment(dag)),
            dag => NextStepTexts.FormatTakeNewBackupAfterFix(Tenant(dag))),

        DagVerdict.BackupCancelled => OfBackup(
            verdict, Outcome.Interrupted, Ending.Cancelled, VerdictError.Stopped,
            dag => VerdictTexts.FormatBackupCancelled(DagWords.BackupName(dag)),
            dag => NextStepTexts.FormatTakeNewBackup(Tenant(dag))),

        DagVerdict.BackupOutlivedAgentWait => OfBackup(
            verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.TimedOut,
            dag => Listing.Sentences(VerdictTexts.FormatBackupOutlived(DagWords.BackupName(dag)), VerdictTexts.NothingFailed),
            dag => NextStepTexts.FormatWatchAgain(Id(dag)), mayGoOn: true),

        DagVerdict.BackupUnconfirmed => OfBackup(
            verdict, Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult, DagWords.BackupUnconfirmed,
            dag => dag.Backup is { IsOver: false } ? NextStepTexts.FormatBackupStillRuns(Tenant(dag)) : NextStepTexts.FormatBackupUnknown(Tenant(dag))),
    };

    /// <summary>
    /// Makes the row of a backup verdict. For a drill all backup verdicts are the same, because the DAG of a backup proves nothing about a
    /// restore.
    /// </summary>
    private static DagVerdictRow OfBackup(
        DagVerdict verdict, Outcome outcome, Ending ending, VerdictError error, Func<DagDetail, string> words, Func<DagDetail, string> nextStep, bool mayGoOn = false) =>
        new(verdict, outcome, ending, error)
        {
            Words = words,
            NextStep = nextStep,
            Drill = DrillVerdict.NotVerified,
            DrillWords = dag => DrillEndTexts.FormatIsABackup(dag.Id),
            DrillNextStep = _ => DrillEndTexts.DrillAgain,
            MayGoOn = mayGoOn,
        };

    /// <summary>What to do after a failed DAG, when its logs have been read.</summary>
    private static string AfterFailure(DagDetail dag) =>
        dag.IsBackup ? NextStepTexts.FormatFixAndBackUpAgain(Id(dag), Tenant(dag))
        : dag is { IsRestore: true, Stage: >= RestoreDag.WaitStage, IsTenantGone: true } ? NextStepTexts.FormatTenantGone(dag.TenantName)
        : dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage } ? NextStepTexts.FormatRepeatLastStep(Id(dag))
        : Listing.Sentences(NextStepTexts.FormatFixAndUndoOrResume(Id(dag)), RemovesRemains(dag));

    private static string? RemovesRemains(DagDetail dag) => dag.IsRestore ? NextStepTexts.FormatRemovesRemains(Tenant(dag)) : null;

    /// <summary>The text for a drill whose restore was cancelled or rolled back. The drill did not do this, so another user did.</summary>
    private static string Stopped(DagDetail dag) => DrillEndTexts.FormatStopped(dag.Id, DagWords.Step(dag));

    private static string Id(DagDetail dag) => CommandArgument.Of(dag.Id);

    private static string Tenant(DagDetail dag) => CommandArgument.Of(dag.TenantName);
}
