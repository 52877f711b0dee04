using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Storage;

namespace Obshell.Recovery;

/// <summary>
/// A tenant of a recovery plan: where its backup is, its layout and its priority. <c>Start-ObTenantRestore</c>, <c>Test-ObTenantRestore</c>
/// and <c>Invoke-ObRestoreDrill</c> accept it, like a <see cref="TenantBackup"/>.
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

    /// <summary>The priority: 1 is restored first. Tenants without a priority (null) are restored last.</summary>
    public int? Priority { get; }

    /// <summary>
    /// The point to restore to, as a user wrote it into the plan: a time with Z or an offset, or <c>latest</c>. Empty when the plan
    /// contains no point.
    /// </summary>
    public string Until { get; }

    /// <summary>The state of the tenant's backup when the plan was written.</summary>
    public BackupState State => backup.State;

    /// <summary>When the tenant's newest complete data backup ended, UTC; null when there was none, or the time was not known.</summary>
    public DateTimeOffset? LastBackup => backup.LastBackup;

    /// <summary>Whether the newest complete data backup contains its logs; null when not known.</summary>
    public bool? LastBackupHasLogs => backup.LastBackupHasLogs;

    /// <summary>The state of the tenant's log archive when the plan was written.</summary>
    public ArchiveState Archive => backup.Archive;

    /// <summary>The tenant's logs were archived up to this time, UTC; null when there was no checkpoint.</summary>
    public DateTimeOffset? ArchiveCheckpoint => backup.ArchiveCheckpoint;

    /// <summary>The URI of the tenant's data backup, without keys. Empty when it was not set, null when it was not known.</summary>
    public string? DataBackupUri => backup.DataBackupUri;

    /// <summary>The URI of the tenant's archived logs, without keys. Empty when it was not set, null when it was not known.</summary>
    public string? ArchiveLogUri => backup.ArchiveLogUri;

    /// <summary>The tenant's zones, with unit config and replica type.</summary>
    public JoinedCollection<ZoneParam> ZoneList => backup.ZoneList;

    /// <summary>The primary zone: zones in order of priority, or <c>RANDOM</c>.</summary>
    public string PrimaryZone => backup.PrimaryZone;

    /// <summary>The unit configs that the zones use, with their sizes.</summary>
    public JoinedCollection<UnitConfig> UnitConfigs => backup.UnitConfigs;

    /// <summary>The locality, e.g. <c>FULL{1}@zone1</c>.</summary>
    public string Locality => backup.Locality;

    /// <summary>The mode of the tenant, <c>MYSQL</c> or <c>ORACLE</c>.</summary>
    public string Mode => backup.Mode;

    /// <summary>Why a restore cannot create a tenant with this layout; empty when a restore can.</summary>
    public JoinedCollection<string> LayoutFaults => backup.LayoutFaults;

    /// <summary>The name of the tenant's cluster when the plan was written.</summary>
    public string ClusterName => backup.ClusterName;

    /// <summary>The id of the tenant's cluster.</summary>
    public long ClusterId => backup.ClusterId;

    /// <summary>When the backup was read, UTC.</summary>
    public DateTimeOffset ReadAt => backup.ReadAt;

    /// <summary>
    /// The newest point to which the tenant could be restored when the plan was written; null when it was not known. Later data is lost
    /// when the cluster is lost.
    /// </summary>
    public DateTimeOffset? NewestPoint =>
        !HasBackup ? null : LastBackupHasLogs == true && (ArchiveCheckpoint is null || LastBackup > ArchiveCheckpoint) ? LastBackup : ArchiveCheckpoint;

    /// <summary>Whether there is a complete data backup to restore from.</summary>
    public bool HasBackup => State is not (BackupState.NeverBackedUp or BackupState.FirstBackupRunning) && !string.IsNullOrEmpty(DataBackupUri);

    /// <summary>Returns the backup of the tenant.</summary>
    public TenantBackup GetBackup() => backup;

    /// <summary>Adds the keys for the tenant's URIs.</summary>
    /// <param name="credential">The keys; null for none.</param>
    public void UseKeys(StorageCredential? credential) => backup.Credential = credential;

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName);
}
