namespace Obshell.Client;

/// <summary>New places for a tenant's backups. A place that is null stays unchanged.</summary>
public sealed class BackupPlaces
{
    /// <summary>The place for data backups from now on. The change cancels a running backup (B2).</summary>
    public StorageUri? DataBackupUri { get; init; }

    /// <summary>The place for archived logs from now on. The change stops the log archive (B1).</summary>
    public StorageUri? ArchiveLogUri { get; init; }
}
