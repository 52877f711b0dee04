using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Storage;
using Obshell.Recovery.Backups;

namespace Obshell.Recovery;

/// <summary>
/// The backup of a tenant: where it is, how new it is, and what a restore of it needs. <c>Start-ObTenantRestore</c>,
/// <c>Test-ObTenantRestore</c> and <c>Invoke-ObRestoreDrill</c> accept this object. They use its values for parameters that are not on the
/// command line. The object may come from CLIXML or JSON, or from another cluster. Values that the agent does not report are null
/// (PROTOCOL-BACKUP 7 to 9).
/// </summary>
public sealed class TenantBackup : IOfConnection
{
    /// <summary>Name of the tenant that has this backup.</summary>
    public string TenantName { get; init; } = "";

    /// <summary>The state of the backup.</summary>
    public BackupState State { get; init; }

    /// <summary>When the newest complete data backup ended, UTC; null when there is no such backup, or the time is not known.</summary>
    public DateTimeOffset? LastBackup { get; init; }

    /// <summary>The type of the newest complete backup, <c>FULL</c> or <c>INC</c>; empty when there is no complete backup.</summary>
    public string LastBackupType { get; init; } = "";

    /// <summary>The backup set of the newest complete backup; null when there is no complete backup.</summary>
    public long? LastBackupSetId { get; init; }

    /// <summary>The job of the newest complete backup; null when there is no complete backup.</summary>
    public long? LastBackupJobId { get; init; }

    /// <summary>The earliest point to which the newest complete backup can be restored; null when the agent does not report it.</summary>
    public long? LastBackupScn { get; init; }

    /// <summary>
    /// Whether the newest complete backup contains its logs. A backup that contains its logs can be restored without a log archive. Null
    /// when there is no complete backup.
    /// </summary>
    public bool? LastBackupHasLogs { get; init; }

    /// <summary>The state of the log archive.</summary>
    public ArchiveState Archive { get; init; }

    /// <summary>OceanBase's status of the log archive, e.g. <c>DOING</c>; empty when there is no archive round.</summary>
    public string ArchiveStatus { get; init; } = "";

    /// <summary>
    /// Logs are archived up to this moment, UTC. The newest restore point is close to this moment. Null when there is no checkpoint.
    /// </summary>
    public DateTimeOffset? ArchiveCheckpoint { get; init; }

    /// <summary>The delay of the log archive; null when there is no checkpoint.</summary>
    public TimeSpan? ArchiveDelay { get; init; }

    /// <summary>
    /// When the present round of the log archive began, UTC. A restore to an earlier point needs the logs of an earlier round. Null when
    /// it is not reported.
    /// </summary>
    public DateTimeOffset? ArchiveSince { get; init; }

    /// <summary>The job of the backup that is running now; null when no backup is running.</summary>
    public long? RunningJobId { get; init; }

    /// <summary>When the running backup started, UTC; null when no backup is running, or the time is not known.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>
    /// OceanBase's status of the backup that started last: <c>COMPLETED</c>, <c>FAILED</c>, <c>CANCELED</c>, <c>DOING</c>. Empty when there
    /// is no backup.
    /// </summary>
    public string NewestStatus { get; init; } = "";

    /// <summary>OceanBase's error number of the backup that started last; 0 when there is no error.</summary>
    public long NewestResult { get; init; }

    /// <summary>OceanBase's reason for the error of the backup that started last.</summary>
    public string NewestComment { get; init; } = "";

    /// <summary>
    /// The URI of the newest complete backup, without keys. If there is no complete backup, this is the URI of the data destination. Empty
    /// when no data destination is set; null when the URI could not be read.
    /// </summary>
    public string? DataBackupUri { get; init; }

    /// <summary>The URI of the archived logs, without keys. Empty when it is not set, null when it could not be read.</summary>
    public string? ArchiveLogUri { get; init; }

    /// <summary>The zones of the tenant, with unit config and replica type.</summary>
    public JoinedCollection<ZoneParam> ZoneList { get; init; } = [];

    /// <summary>The primary zone: zones in order of priority, or <c>RANDOM</c>.</summary>
    public string PrimaryZone { get; init; } = "";

    /// <summary>The unit configs that the zones use, with their sizes.</summary>
    public JoinedCollection<UnitConfig> UnitConfigs { get; init; } = [];

    /// <summary>The locality, e.g. <c>FULL{1}@zone1</c>.</summary>
    public string Locality { get; init; } = "";

    /// <summary>Id of the tenant. A new tenant with the same name has another id.</summary>
    public long TenantId { get; init; }

    /// <summary>The mode of the tenant, <c>MYSQL</c> or <c>ORACLE</c>.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Status of the tenant, e.g. <c>NORMAL</c>.</summary>
    public string TenantStatus { get; init; } = "";

    /// <summary>The cluster of the tenant.</summary>
    public string ClusterName { get; init; } = "";

    /// <summary>The id of the tenant's cluster.</summary>
    public long ClusterId { get; init; }

    /// <summary>When the backup was read, by the agent's clock, UTC.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>Why a restore cannot create a tenant with this layout; empty when a restore can.</summary>
    public JoinedCollection<string> LayoutFaults { get; init; } = [];

    /// <summary>What a user must know before relying on this backup: a changed destination, or values that could not be read.</summary>
    public JoinedCollection<string> Notes { get; init; } = [];

    /// <summary>The entries of <see cref="Notes"/> about values that could not be read, by this module or by the agent.</summary>
    internal IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>The parts of the backup that could not be read.</summary>
    internal BackupParts UnreadParts { get; init; }

    /// <summary>
    /// The same faults as <see cref="LayoutFaults"/>, in the language of the user; empty for a backup that was read from a plan.
    /// </summary>
    internal IReadOnlyList<Func<string>> LayoutReasons { get; init; } = [];

    /// <summary>Durations of completed backups, newest first.</summary>
    internal IReadOnlyList<TimeSpan> EarlierDurations { get; init; } = [];

    /// <summary>Why the list of backups is not known; null when it is known.</summary>
    internal ObshellException? JobsFault { get; init; }

    /// <summary>Keys of the storage; null when none were given. They are added to the URIs only for a request.</summary>
    internal StorageCredential? Credential { get; set; }

    /// <summary>
    /// The present destinations; null when they could not be read. The next backup goes there. <see cref="DataBackupUri"/> can be an earlier
    /// destination.
    /// </summary>
    internal BackupDestinations? Destinations { get; init; }

    internal ObConnection? Connection { get; set; }

    ObConnection? IOfConnection.GetConnection() => Connection;

    /// <summary>The data URI, with its keys when they were given; null when there is no data URI.</summary>
    public StorageUri? GetDataUri() => Keyed(DataBackupUri);

    /// <summary>The log URI, with its keys when they were given; null when there is no log URI.</summary>
    public StorageUri? GetLogUri() => Keyed(ArchiveLogUri);

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine($"{TenantName}: {State}");

    private StorageUri? Keyed(string? place)
    {
        if (string.IsNullOrEmpty(place))
        {
            return null;
        }

        var uri = new StorageUri(place!);
        return Credential?.Complete(uri) ?? uri;
    }
}
