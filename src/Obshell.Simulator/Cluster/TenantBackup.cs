namespace Obshell.Simulator;

/// <summary>State of a tenant's backup: its destinations, its log archive, its backups. Ages count back from the cluster's present time.</summary>
public sealed record TenantBackup
{
    /// <summary>DATA_BACKUP_DEST as OceanBase stores it, without keys; empty when none is set.</summary>
    public string DataUri { get; init; } = "";

    /// <summary>LOG_ARCHIVE_DEST as OceanBase stores it, without keys; empty when none is set.</summary>
    public string ArchiveUri { get; init; } = "";

    /// <summary>PREPARE, BEGINNING, DOING, SUSPENDING, SUSPEND, STOPPING, STOP or INTERRUPTED; empty when it was never opened.</summary>
    public string Archive { get; init; } = "DOING";

    /// <summary>How long ago the present round of the log archive began.</summary>
    public TimeSpan ArchiveAge { get; init; } = TimeSpan.FromDays(20);

    /// <summary>For a log archive that does not run: the age of its last log.</summary>
    public TimeSpan ArchiveIdle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Backups, in any order; the oldest gets job 1.</summary>
    public IReadOnlyList<BackupSet> Sets { get; init; } = [new BackupSet()];

    /// <summary>A healthy backup below one folder or key prefix: <c>/data</c> and <c>/clog</c>, log archive running, a full backup a day old.</summary>
    public static TenantBackup Below(string place) => new() { DataUri = place + "/data", ArchiveUri = place + "/clog" };
}
