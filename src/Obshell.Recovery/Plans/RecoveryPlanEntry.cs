using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Storage;

namespace Obshell.Recovery;

/// <summary>
/// A tenant of a recovery plan: where its backup is, its layout, and its place in the order. It is a source for
/// <c>Start-ObTenantRestore</c>, <c>Test-ObTenantRestore</c> and <c>Invoke-ObRestoreDrill</c>, like a <see cref="TenantBackup"/>.
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

    /// <summary>The priority. 1 comes first. Tenants with null come after all tenants with a number, by name.</summary>
    public int? Priority { get; }

    /// <summary>
    /// The point to restore to, as a user wrote it into the plan: a moment with Z or offset, or <c>latest</c>; empty when the command
    /// line decides.
    /// </summary>
    public string Until { get; }

    /// <summary>The state of its backup.</summary>
    public BackupState State => backup.State;

    /// <summary>When its newest complete data backup ended, UTC; null when there was none, or the time was not known.</summary>
    public DateTimeOffset? LastBackup => backup.LastBackup;

    /// <summary>Whether that backup contains its logs; null when not known.</summary>
    public bool? LastBackupHasLogs => backup.LastBackupHasLogs;

    /// <summary>The state of its log archive when the plan was written.</summary>
    public ArchiveState Archive => backup.Archive;

    /// <summary>Its logs were archived up to this moment, UTC; null when there was no checkpoint.</summary>
    public DateTimeOffset? ArchiveCheckpoint => backup.ArchiveCheckpoint;

    /// <summary>The place of its data backup, without keys. Empty when it was not set, null when it was not known.</summary>
    public string? DataBackupUri => backup.DataBackupUri;

    /// <summary>The place of its logs, without keys. Empty when it was not set, null when it was not known.</summary>
    public string? ArchiveLogUri => backup.ArchiveLogUri;

    /// <summary>Its zones, with size and replica type.</summary>
    public ZoneParam[] ZoneList => backup.ZoneList;

    /// <summary>Zones by falling priority, or <c>RANDOM</c>.</summary>
    public string PrimaryZone => backup.PrimaryZone;

    /// <summary>The sizes that its zones name.</summary>
    public UnitConfig[] UnitConfigs => backup.UnitConfigs;

    /// <summary>The locality, e.g. <c>FULL{1}@zone1</c>.</summary>
    public string Locality => backup.Locality;

    /// <summary>The mode of the tenant, <c>MYSQL</c> or <c>ORACLE</c>.</summary>
    public string Mode => backup.Mode;

    /// <summary>Why a restore cannot create a tenant with this layout; empty when it can.</summary>
    public string[] LayoutFaults => backup.LayoutFaults;

    /// <summary>The cluster of the tenant when the plan was written.</summary>
    public string ClusterName => backup.ClusterName;

    /// <summary>The id of that cluster.</summary>
    public long ClusterId => backup.ClusterId;

    /// <summary>When all this was read, UTC.</summary>
    public DateTimeOffset ReadAt => backup.ReadAt;

    /// <summary>
    /// The newest point to which the tenant could be restored when the plan was written, as far as that was known. Data after that point
    /// is lost with the cluster.
    /// </summary>
    public DateTimeOffset? NewestPoint =>
        !HasBackup ? null : LastBackupHasLogs == true && (ArchiveCheckpoint is null || LastBackup > ArchiveCheckpoint) ? LastBackup : ArchiveCheckpoint;

    /// <summary>Whether there is a complete data backup to restore from.</summary>
    public bool HasBackup => State is not (BackupState.NeverBackedUp or BackupState.FirstBackupRunning) && !string.IsNullOrEmpty(DataBackupUri);

    /// <summary>The same tenant as a backup that can be restored.</summary>
    public TenantBackup GetBackup() => backup;

    /// <summary>Adds the keys of its places.</summary>
    /// <param name="credential">The keys; null for none.</param>
    public void UseKeys(StorageCredential? credential) => backup.Credential = credential;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName);
}
