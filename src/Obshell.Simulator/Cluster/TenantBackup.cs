namespace Obshell.Simulator;

/// <summary>How a tenant's backup stands: where it goes, what its log archive does, which backups there are. Ages count back from the cluster's now.</summary>
public sealed record TenantBackup
{
    /// <summary>DATA_BACKUP_DEST as OceanBase keeps it, keys left out; empty when none is set.</summary>
    public string DataUri { get; init; } = "";

    /// <summary>LOG_ARCHIVE_DEST as OceanBase keeps it, keys left out; empty when none is set.</summary>
    public string ArchiveUri { get; init; } = "";

    /// <summary>PREPARE, BEGINNING, DOING, SUSPENDING, SUSPEND, STOPPING, STOP or INTERRUPTED; empty when it was never opened.</summary>
    public string Archive { get; init; } = "DOING";

    /// <summary>How long ago the present round of the log archive began.</summary>
    public TimeSpan ArchiveAge { get; init; } = TimeSpan.FromDays(20);

    /// <summary>For a log archive that does not run: how long ago it last got a log.</summary>
    public TimeSpan ArchiveIdle { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Backups, in any order; the oldest gets job 1.</summary>
    public IReadOnlyList<BackupSet> Sets { get; init; } = [new BackupSet()];

    /// <summary>A healthy backup below one folder or key prefix: <c>/data</c> and <c>/clog</c>, log archive running, a full backup a day old.</summary>
    public static TenantBackup Below(string place) => new() { DataUri = place + "/data", ArchiveUri = place + "/clog" };
}
