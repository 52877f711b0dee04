using System.Security;

namespace Obshell.Client;

/// <summary>A backup to be made.</summary>
public sealed class BackupRequest
{
    /// <summary>Only what has changed since the last backup. Without an earlier full one OceanBase makes a full one.</summary>
    public bool IsIncremental { get; init; }

    /// <summary>With the logs that a restore of it needs, so that it can be restored without an archive.</summary>
    public bool PlusArchiveLog { get; init; }

    /// <summary>The password that a restore of it will need; null for none.</summary>
    public SecureString? Encryption { get; init; }
}
