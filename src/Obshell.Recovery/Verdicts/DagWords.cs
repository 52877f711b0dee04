using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Verdicts;

/// <summary>
/// Names and sentences about DAGs. Secrets in texts from agents are masked. Control characters are not removed, so clean the texts before
/// they are shown.
/// </summary>
public static class DagWords
{
    internal static string Nothing(DagDetail dag) => "";

    /// <summary>
    /// The name of a DAG in a sentence: <c>Restore of tenant 'rt2' (DAG 11)</c>. For other kinds of DAGs it contains the agent's name of
    /// the DAG.
    /// </summary>
    public static string Name(AgentDag dag) =>
        dag.IsRestore ? VerdictTexts.FormatNameOfRestore(dag.TenantName, dag.Id)
        : dag.IsBackup ? VerdictTexts.FormatNameOfBackup(dag.TenantName, dag.Id)
        : VerdictTexts.FormatNameOfOther(dag.Name, dag.Id);

    /// <summary>The current or last stage of the DAG: <c>stage 3 of 5 (Wait restore tenant finish)</c>.</summary>
    public static string Step(AgentDag dag) => dag.StageName.Length > 0
        ? VerdictTexts.FormatStepNamed(dag.Stage, dag.MaxStage, dag.StageName)
        : VerdictTexts.FormatStep(dag.Stage, dag.MaxStage);

    /// <summary>The text for a DAG that is still running, or whose job was not read.</summary>
    internal static string NotJudged(DagDetail dag) => dag.IsFinished
        ? VerdictTexts.FormatNotJudgedEnded(Name(dag))
        : VerdictTexts.FormatNotJudgedRunning(Name(dag), dag.State, Step(dag));

    /// <summary>The agent's reason for the failure, from the logs of the DAG.</summary>
    internal static string? LastError(AgentDag dag) =>
        LastErrorLine(dag) is { } line ? VerdictTexts.FormatLogSays(Listing.WithoutStop(line.Substring(ErrorMark.Length))) : null;

    /// <summary>The last log line of the DAG that begins with <c>ERROR:</c>; null when there is none.</summary>
    public static string? LastErrorLine(AgentDag dag) => dag.LogLines().LastOrDefault(l => l.StartsWith(ErrorMark, StringComparison.Ordinal));

    internal static string? JobState(DagDetail dag) => dag.Restore is not { } job ? null
        : job.IsRunning ? VerdictTexts.FormatJobRunning(job.JobId, job.Status)
        : job.IsSuccess ? VerdictTexts.FormatJobSucceeded(job.JobId)
        : Listing.Sentences(VerdictTexts.FormatJobFailed(job.JobId), JobComment(dag));

    internal static string? JobComment(DagDetail dag) => Comment(dag.Restore?.Comment);

    internal static string? BackupComment(DagDetail dag) => Comment(dag.Backup?.Comment);

    /// <summary>
    /// OceanBase's comment on the DAG's job if the job failed. The job of an earlier restore of the same tenant is ignored.
    /// </summary>
    internal static string? CommentOfOwnJob(DagDetail dag) => dag.Restore is { IsRunning: false, IsSuccess: false } job && JobMatch.Holds(dag, job) ? job.Comment : null;

    internal static string? JobProgress(DagDetail dag) => dag.Restore is not { RestoreProgress.Length: > 0 } job ? null
        : !job.IsReplayingLogs ? VerdictTexts.FormatJobAt(Amounts.OfPercent(job.RestoreProgress))
        : job.RecoverProgress.Length > 0 ? VerdictTexts.FormatJobReplayingAt(Amounts.OfPercent(job.RecoverProgress))
        : VerdictTexts.JobReplaying;

    /// <summary>Why it is not confirmed that the tenant is restored.</summary>
    internal static string Unconfirmed(DagDetail dag) =>
        dag.Restore is null ? VerdictTexts.FormatUnconfirmedUnread(Name(dag), dag.State, dag.Operator)
        : dag.Restore.IsRunning ? VerdictTexts.FormatUnconfirmedRunning(Name(dag), dag.State, dag.Operator)
        : VerdictTexts.FormatUnconfirmedOtherJob(Name(dag), dag.State, dag.Operator);

    internal static string Passed(DagDetail dag) => dag.Nodes.FirstOrDefault(n => n.Operator == DagOperators.Pass) is { } node
        ? VerdictTexts.FormatDagPassedNode(Name(dag), node.Name)
        : VerdictTexts.FormatDagPassed(Name(dag));

    /// <summary>The name of a backup in a sentence: <c>Backup of tenant 'shop' (DAG 16, job 7)</c>.</summary>
    internal static string BackupName(DagDetail dag) => dag.Backup is { } job ? VerdictTexts.FormatNameOfBackupJob(dag.TenantName, dag.Id, job.JobId) : Name(dag);

    internal static string BackupFailed(DagDetail dag) => dag.Backup is { Result: not 0 } job
        ? VerdictTexts.FormatBackupFailedNumber(BackupName(dag), job.Result)
        : VerdictTexts.FormatBackupFailed(BackupName(dag));

    /// <summary>Why the result of the backup is not known (traps B9, B11).</summary>
    internal static string BackupUnconfirmed(DagDetail dag) => dag.Backup is { IsOver: false }
        ? VerdictTexts.FormatBackupUnconfirmedRunning(BackupName(dag), dag.State, dag.Operator)
        : VerdictTexts.FormatBackupUnconfirmedNoJob(BackupName(dag), dag.State, dag.Operator);

    private const string ErrorMark = "ERROR:";

    /// <summary>OceanBase's comment on a job, as a sentence; null when there is no comment.</summary>
    internal static string? Comment(string? comment) => string.IsNullOrWhiteSpace(comment) ? null : VerdictTexts.FormatOceanBaseSays(Listing.WithoutStop(comment!));
}
