using System.Security;

namespace Obshell.Client;

/// <summary>The options of a backup to start.</summary>
public sealed class BackupRequest
{
    /// <summary>
    /// Back up only the changes since the last backup. If there is no earlier full backup, OceanBase makes a full backup.
    /// </summary>
    public bool IsIncremental { get; init; }

    /// <summary>
    /// Include the logs that a restore of this backup needs. With these logs, the backup can be restored without the log archive.
    /// </summary>
    public bool PlusArchiveLog { get; init; }

    /// <summary>The password that a restore of this backup will need; null for none.</summary>
    public SecureString? Encryption { get; init; }
}
