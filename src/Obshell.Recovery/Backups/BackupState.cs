namespace Obshell.Recovery;

/// <summary>
/// The state of a tenant's backup in one word. It does not depend on targets: <c>Test-ObTenantBackup</c> compares the backup with targets.
/// </summary>
public enum BackupState : long
{
    /// <summary>The agent did not report enough information.</summary>
    Unknown,

    /// <summary>There is a complete data backup, and logs are being archived.</summary>
    Protected,

    /// <summary>The first data backup is running.</summary>
    FirstBackupRunning,

    /// <summary>The data destination, the log destination, or both are not set.</summary>
    NoDestination,

    /// <summary>No data backup was ever completed.</summary>
    NeverBackedUp,

    /// <summary>There is a complete data backup, but no logs are archived now.</summary>
    NotArchiving,
}
