namespace Obshell.Client;

/// <summary>New places for a tenant's backups. Null stays as it is.</summary>
public sealed class BackupPlaces
{
    /// <summary>Where data backups go from now on. A running backup is cancelled by it (B2).</summary>
    public StorageUri? DataBackupUri { get; init; }

    /// <summary>Where logs are archived from now on. It stops the log archive (B1).</summary>
    public StorageUri? ArchiveLogUri { get; init; }
}
