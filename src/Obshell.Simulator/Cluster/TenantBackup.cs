namespace Obshell.Simulator;

/// <summary>
/// The state of a tenant's backup: destinations, log archive and backup sets. Ages are relative to the current time of the cluster.
/// </summary>
public sealed record TenantBackup
{
    /// <summary>DATA_BACKUP_DEST as OceanBase stores it, without keys; empty when it is not set.</summary>
    public string DataUri { get; init; } = "";

    /// <summary>LOG_ARCHIVE_DEST as OceanBase stores it, without keys; empty when it is not set.</summary>
    public string ArchiveUri { get; init; } = "";

    /// <summary>
    /// PREPARE, BEGINNING, DOING, SUSPENDING, SUSPEND, STOPPING, STOP or INTERRUPTED; empty if the log archive was never started.
    /// </summary>
    public string Archive { get; init; } = "DOING";

    /// <summary>The age of the current round of the log archive.</summary>
    public TimeSpan ArchiveAge { get; init; } = TimeSpan.FromDays(20);

    /// <summary>The age of the last log, for a log archive that is not running.</summary>
    public TimeSpan ArchiveIdle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The backup sets, in any order. The oldest set has job id 1.</summary>
    public IReadOnlyList<BackupSet> Sets { get; init; } = [new BackupSet()];

    /// <summary>
    /// A healthy backup below one folder or prefix: destinations <c>/data</c> and <c>/clog</c>, a running log archive, and a full backup
    /// that is one day old.
    /// </summary>
    public static TenantBackup Below(string place) => new() { DataUri = place + "/data", ArchiveUri = place + "/clog" };
}
