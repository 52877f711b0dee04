namespace Obshell.Client;

/// <summary>
/// Names and stages of the DAG of a tenant's backup (PROTOCOL-BACKUP 4). Only the DAG's name contains the tenant. No field contains the
/// number of the backup job.
/// </summary>
public static class BackupDag
{
    /// <summary>The stage that starts or resumes the log archive.</summary>
    public const int OpenStage = 2;

    /// <summary>The stage that starts OceanBase's backup.</summary>
    public const int StartStage = 3;

    /// <summary>The stage that waits for the end of the backup.</summary>
    public const int WaitStage = 4;

    private const string Config = "Set obcluster backup config for ";
    private const string Full = "Obcluster start full backup for ";
    private const string Incremental = "Obcluster start increment backup for ";

    /// <summary>
    /// Whether the first node of a DAG with this name has a sub-task on each agent of the cluster. Such a DAG waits without a limit for an
    /// agent that is down (B3).
    /// </summary>
    public static bool HasStepOnEachAgent(string name) => TenantOf(name) is not null || name.StartsWith(Config, StringComparison.Ordinal);

    /// <summary>The name that the agent gives to the DAG that sets a tenant's backup destinations.</summary>
    public static string ConfigNameFor(string tenant) => Config + tenant;

    /// <summary>The name of the DAG that backs up a tenant.</summary>
    public static string NameFor(string tenant, bool isFull) => (isFull ? Full : Incremental) + tenant;

    /// <summary>The tenant that a DAG with this name backs up.</summary>
    /// <returns>Null when the DAG is not a backup of one tenant.</returns>
    public static string? TenantOf(string name) =>
        name.StartsWith(Full, StringComparison.Ordinal) ? name.Substring(Full.Length)
        : name.StartsWith(Incremental, StringComparison.Ordinal) ? name.Substring(Incremental.Length)
        : null;
}
