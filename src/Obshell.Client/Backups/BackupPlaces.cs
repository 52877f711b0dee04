namespace Obshell.Client;

/// <summary>New destinations for a tenant's backups. When a property is null, its destination stays unchanged.</summary>
public sealed class BackupPlaces
{
    /// <summary>The new destination for data backups. The change cancels a running backup (B2).</summary>
    public StorageUri? DataBackupUri { get; init; }

    /// <summary>The new destination for archived logs. The change stops the log archive (B1).</summary>
    public StorageUri? ArchiveLogUri { get; init; }
}
