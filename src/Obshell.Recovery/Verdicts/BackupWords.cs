namespace Obshell.Recovery.Verdicts;

/// <summary>The parts that sentences about a backup's DAG are made of. Texts of agents come as they are: whoever shows them cleans them.</summary>
internal static class BackupWords
{
    /// <summary><c>Backup of tenant 'shop' (DAG 16, job 7)</c>.</summary>
    public static string Name(DagDetail dag) => $"Backup of tenant '{dag.TenantName}' (DAG {dag.Id}{(dag.Backup is { } job ? $", job {job.JobId}" : "")})";

    /// <summary>A backup proves nothing about a restore.</summary>
    public static string NotARestore(DagDetail dag) => $"DAG {dag.Id} is a backup, and no restore.";

    public static string Result(DagDetail dag) => dag.Backup is { Result: not 0 } job ? $" with OceanBase's error {job.Result}" : "";

    public static string Comment(DagDetail dag) => dag.Backup is { Comment.Length: > 0 } job ? " OceanBase says: " + job.Comment.TrimEnd('.') + "." : "";

    public static string WhyUnconfirmed(DagDetail dag) =>
        dag.Backup is { IsOver: false } ? "it is still running. CANCEL and ROLLBACK of a DAG end only the agent's watching (B11)."
        : "no job of it shows. The agent's DAG ends so also when the backup has not begun (B9).";
}
