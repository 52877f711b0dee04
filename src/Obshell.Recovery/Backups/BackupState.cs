namespace Obshell.Recovery;

/// <summary>The state of a tenant's backup in one word, without a target. <c>Test-ObTenantBackup</c> compares the backup with targets.</summary>
public enum BackupState : long
{
    /// <summary>The agent did not report enough information.</summary>
    Unknown,

    /// <summary>There is a complete data backup, and logs are being archived.</summary>
    Protected,

    /// <summary>A first data backup is running.</summary>
    FirstBackupRunning,

    /// <summary>No destination is set for data backups or for logs.</summary>
    NoDestination,

    /// <summary>No data backup was ever completed.</summary>
    NeverBackedUp,

    /// <summary>There is a complete data backup, but no logs are archived now.</summary>
    NotArchiving,
}
