using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Storage;

namespace Obshell.Recovery;

/// <summary>
/// A tenant of a recovery plan: where its backup is, its layout, and its place in the order. A source for
/// <c>Start-ObTenantRestore</c>, <c>Test-ObTenantRestore</c> and <c>Invoke-ObRestoreDrill</c>, as a <see cref="TenantBackup"/> is.
/// </summary>
public sealed class RecoveryPlanEntry
{
    private readonly TenantBackup backup;

    internal RecoveryPlanEntry(TenantBackup backup, int? priority, string until)
    {
        this.backup = backup;
        Priority = priority;
        Until = until;
    }

    /// <summary>Name of the tenant.</summary>
    public string TenantName => backup.TenantName;

    /// <summary>1 comes first; null comes after all that have a number, by name.</summary>
    public int? Priority { get; }

    /// <summary>The point to restore to, by hand: a moment with Z or offset, or <c>latest</c>; empty for what the command line says.</summary>
    public string Until { get; }

    /// <summary>The state of its backup.</summary>
    public BackupState State => backup.State;

    /// <summary>When its newest complete data backup ended, UTC; null when there was none, or it was not known.</summary>
    public DateTimeOffset? LastBackup => backup.LastBackup;

    /// <summary>Whether that backup contains its logs; null when not known.</summary>
    public bool? LastBackupHasLogs => backup.LastBackupHasLogs;

    /// <summary>What its log archive did.</summary>
    public ArchiveState Archive => backup.Archive;

    /// <summary>Up to when its logs were archived, UTC; null when there was no checkpoint.</summary>
    public DateTimeOffset? ArchiveCheckpoint => backup.ArchiveCheckpoint;

    /// <summary>Where its data backup is; without keys. Empty when unset, null when it was not known.</summary>
    public string? DataBackupUri => backup.DataBackupUri;

    /// <summary>Where its logs are; without keys. Empty when unset, null when it was not known.</summary>
    public string? ArchiveLogUri => backup.ArchiveLogUri;

    /// <summary>Its zones, with size and replica type.</summary>
    public ZoneParam[] ZoneList => backup.ZoneList;

    /// <summary>Zones by falling priority, or <c>RANDOM</c>.</summary>
    public string PrimaryZone => backup.PrimaryZone;

    /// <summary>The sizes that its zones name.</summary>
    public UnitConfig[] UnitConfigs => backup.UnitConfigs;

    /// <summary>E.g. <c>FULL{1}@zone1</c>.</summary>
    public string Locality => backup.Locality;

    /// <summary><c>MYSQL</c> or <c>ORACLE</c>.</summary>
    public string Mode => backup.Mode;

    /// <summary>Why a restore cannot create a tenant of this layout; empty when it can.</summary>
    public string[] LayoutFaults => backup.LayoutFaults;

    /// <summary>The cluster that it was in.</summary>
    public string ClusterName => backup.ClusterName;

    /// <summary>That cluster's id.</summary>
    public long ClusterId => backup.ClusterId;

    /// <summary>When all this was read, UTC.</summary>
    public DateTimeOffset ReadAt => backup.ReadAt;

    /// <summary>The newest point that it could be restored to when the plan was written, as far as that was known: everything later is lost with the cluster.</summary>
    public DateTimeOffset? NewestPoint =>
        !HasBackup ? null : LastBackupHasLogs == true && (ArchiveCheckpoint is null || LastBackup > ArchiveCheckpoint) ? LastBackup : ArchiveCheckpoint;

    /// <summary>There is a complete data backup to restore from.</summary>
    public bool HasBackup => State is not (BackupState.NeverBackedUp or BackupState.FirstBackupRunning) && !string.IsNullOrEmpty(DataBackupUri);

    /// <summary>The same as a backup that can be restored.</summary>
    public TenantBackup GetBackup() => backup;

    /// <summary>Gives it the keys of its places.</summary>
    /// <param name="credential">Null for none.</param>
    public void UseKeys(StorageCredential? credential) => backup.Credential = credential;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName);
}
