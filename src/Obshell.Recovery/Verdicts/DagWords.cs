using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery.Verdicts;

/// <summary>The parts that sentences about a DAG are made of. Texts of agents come as they are: whoever shows them cleans them.</summary>
public static class DagWords
{
    internal const string FindOutWho = "Find out who (the agent's log names the request), and drill again.";

    internal static string Nothing(DagDetail dag) => "";

    /// <summary><c>Restore of tenant 'rt2' (DAG 11)</c>; other DAGs by their own name.</summary>
    public static string Name(AgentDag dag) =>
        dag.IsRestore ? $"Restore of tenant '{dag.TenantName}' (DAG {dag.Id})"
        : dag.IsBackup ? $"Backup of tenant '{dag.TenantName}' (DAG {dag.Id})"
        : $"'{dag.Name}' (DAG {dag.Id})";

    /// <summary><c>stage 3 of 5 (Wait restore tenant finish)</c>: where it is, or where it ended.</summary>
    public static string Step(AgentDag dag) =>
        $"stage {dag.Stage} of {dag.MaxStage}{(dag.StageName.Length > 0 ? $" ({dag.StageName})" : "")}";

    /// <summary>Of a DAG that is still running, or whose job nobody has looked at.</summary>
    internal static string NotJudged(DagDetail dag) => dag.IsFinished
        ? $"{Name(dag)} ran to its end, but OceanBase's own job was not looked at."
        : $"{Name(dag)} was {dag.State} in stage {dag.Stage} of {dag.MaxStage} when it was last read.";

    internal static string GoOnOrUndo(AgentDag dag) => dag is { IsRestore: true, Stage: >= RestoreDag.ActivateStage }
        ? $"Resume-ObDag {CommandArgument.Of(dag.Id)} goes on (RETRY); there is no way back from this stage."
        : $"Decide between going on, Resume-ObDag {CommandArgument.Of(dag.Id)} (RETRY), and undoing, Undo-ObDag {CommandArgument.Of(dag.Id)} (ROLLBACK).";

    /// <summary>The last error line of the logs: the agent's own reason.</summary>
    internal static string LastError(AgentDag dag) =>
        LastErrorLine(dag) is { } line ? " Its log says: " + line.Substring("ERROR:".Length).Trim() : "";

    /// <summary>The last line of its logs that begins with <c>ERROR:</c>; null when there is none.</summary>
    public static string? LastErrorLine(AgentDag dag) => dag.LogLines().LastOrDefault(l => l.StartsWith("ERROR:", StringComparison.Ordinal));

    internal static string PassedNode(AgentDag dag) =>
        dag.Nodes.FirstOrDefault(n => n.Operator == DagOperators.Pass) is { } node ? $", at least in '{node.Name}'" : "";

    internal static string JobWord(DagDetail dag) => dag.Restore is not { } job ? ""
        : job.IsRunning ? $" OceanBase's restore job {job.JobId} is still running ({job.Status})."
        : job.IsSuccess ? $" OceanBase's restore job {job.JobId} has ended well."
        : $" OceanBase's restore job {job.JobId} has failed.{JobComment(dag)}";

    internal static string JobComment(DagDetail dag) => dag.Restore is { Comment.Length: > 0 } job ? " OceanBase says: " + Sentence(job.Comment) : "";

    /// <summary>An earlier restore's job of the same tenant says nothing about this DAG.</summary>
    internal static string? CommentOfOwnJob(DagDetail dag) => dag.Restore is { IsRunning: false, IsSuccess: false } job && JobMatch.Holds(dag, job) ? job.Comment : null;

    internal static string JobProgress(DagDetail dag) => dag.Restore is not { RestoreProgress.Length: > 0 } job ? ""
        : job.IsReplayingLogs ? $" It is replaying logs{Replayed(job)}." : $" It is at {job.RestoreProgress}.";

    /// <summary>How far the logs are replayed, in the words of OceanBase after a comma; empty where it told nothing.</summary>
    public static string Replayed(RestoreOverview job) => job.RecoverProgress.Length > 0 ? ", " + job.RecoverProgress : "";

    internal static string WhyUnconfirmed(DagDetail dag) =>
        dag.Restore is null ? "no agent could tell about OceanBase's restore job."
        : dag.Restore.IsRunning ? "OceanBase's job of this tenant still runs."
        : "the tenant's latest restore job is not the one of this DAG.";

    /// <summary><c>Backup of tenant 'shop' (DAG 16, job 7)</c>.</summary>
    internal static string BackupName(DagDetail dag) => $"Backup of tenant '{dag.TenantName}' (DAG {dag.Id}{(dag.Backup is { } job ? $", job {job.JobId}" : "")})";

    /// <summary>A backup proves nothing about a restore.</summary>
    internal static string NotARestore(DagDetail dag) => $"DAG {dag.Id} is a backup, and no restore.";

    internal static string BackupResult(DagDetail dag) => dag.Backup is { Result: not 0 } job ? $" with OceanBase's error {job.Result}" : "";

    internal static string BackupComment(DagDetail dag) => dag.Backup is { Comment.Length: > 0 } job ? " OceanBase says: " + job.Comment.TrimEnd('.') + "." : "";

    internal static string WhyBackupUnconfirmed(DagDetail dag) =>
        dag.Backup is { IsOver: false } ? "it is still running. CANCEL and ROLLBACK of a DAG end only the agent's watching (B11)."
        : "no job of it shows. The agent's DAG ends so also when the backup has not begun (B9).";

    /// <summary>For a drill: it ordered neither a cancel nor a rollback.</summary>
    internal static string StoppedBySomebody(AgentDag dag) => $"Somebody else stopped DAG {dag.Id} at {Step(dag)}.";

    /// <summary>What others wrote, as a sentence of its own.</summary>
    private static string Sentence(string text) => text.TrimEnd() is { Length: > 0 } trimmed && trimmed[trimmed.Length - 1] is not ('.' or '!' or '?') ? trimmed + "." : text;
}
