using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Storage;
using Obshell.Recovery.Backups;

namespace Obshell.Recovery;

/// <summary>
/// The backup of a tenant: where it is, how fresh it is, and what a restore of it needs. It describes a tenant and is not a request:
/// <c>Start-ObTenantRestore</c>, <c>Test-ObTenantRestore</c> and <c>Invoke-ObRestoreDrill</c> take what the command line does not name from it,
/// also after CLIXML or JSON, and on another cluster. What the agent does not report is null (PROTOCOL-BACKUP 7 to 9).
/// </summary>
public sealed class TenantBackup
{
    /// <summary>Name of the tenant that is backed up.</summary>
    public string TenantName { get; init; } = "";

    /// <summary>The state of its backup.</summary>
    public BackupState State { get; init; }

    /// <summary>When the newest complete data backup ended, UTC; null when it does not exist, or when it is not known.</summary>
    public DateTimeOffset? LastBackup { get; init; }

    /// <summary><c>FULL</c> or <c>INC</c>; empty when there is no complete backup.</summary>
    public string LastBackupType { get; init; } = "";

    /// <summary>The set that it wrote; null when it does not exist.</summary>
    public long? LastBackupSetId { get; init; }

    /// <summary>Its job; null when it does not exist.</summary>
    public long? LastBackupJobId { get; init; }

    /// <summary>The first point that it can be restored to; null when the agent does not report it.</summary>
    public long? LastBackupScn { get; init; }

    /// <summary>Whether it was taken with its logs, so that it can be restored without an archive; null when it does not exist.</summary>
    public bool? LastBackupHasLogs { get; init; }

    /// <summary>What the log archive does.</summary>
    public ArchiveState Archive { get; init; }

    /// <summary>OceanBase's word for it, e.g. <c>DOING</c>; empty when it is in no round.</summary>
    public string ArchiveStatus { get; init; } = "";

    /// <summary>Up to when logs are archived, UTC: about the newest point of a restore. Null when there is no checkpoint.</summary>
    public DateTimeOffset? ArchiveCheckpoint { get; init; }

    /// <summary>How far the log archive is behind; null when there is no checkpoint.</summary>
    public TimeSpan? ArchiveDelay { get; init; }

    /// <summary>When the present round of the log archive began, UTC: points before it need the logs of an earlier round. Null when not reported.</summary>
    public DateTimeOffset? ArchiveSince { get; init; }

    /// <summary>The backup that runs now; null for none.</summary>
    public long? RunningJobId { get; init; }

    /// <summary>Since when, UTC; null when none runs or it is not known.</summary>
    public DateTimeOffset? RunningSince { get; init; }

    /// <summary>OceanBase's word for the backup that started last: <c>COMPLETED</c>, <c>FAILED</c>, <c>CANCELED</c>, <c>DOING</c>; empty for none.</summary>
    public string NewestStatus { get; init; } = "";

    /// <summary>OceanBase's error number of the backup that started last; 0 for none.</summary>
    public long NewestResult { get; init; }

    /// <summary>OceanBase's reason.</summary>
    public string NewestComment { get; init; } = "";

    /// <summary>Where the newest complete backup is, or where the next one goes when it does not exist; without keys. Empty when unset, null when unreadable.</summary>
    public string? DataBackupUri { get; init; }

    /// <summary>Where logs are archived; without keys. Empty when unset, null when unreadable.</summary>
    public string? ArchiveLogUri { get; init; }

    /// <summary>The zones that the tenant has, with size and replica type.</summary>
    public ZoneParam[] ZoneList { get; init; } = [];

    /// <summary>Zones by falling priority, or <c>RANDOM</c>.</summary>
    public string PrimaryZone { get; init; } = "";

    /// <summary>The sizes that the zones name.</summary>
    public UnitConfig[] UnitConfigs { get; init; } = [];

    /// <summary>E.g. <c>FULL{1}@zone1</c>.</summary>
    public string Locality { get; init; } = "";

    /// <summary>Number of the tenant. A new tenant of that name has another number.</summary>
    public long TenantId { get; init; }

    /// <summary><c>MYSQL</c> or <c>ORACLE</c>.</summary>
    public string Mode { get; init; } = "";

    /// <summary>Status of the tenant, e.g. <c>NORMAL</c>.</summary>
    public string TenantStatus { get; init; } = "";

    /// <summary>The cluster that it is in.</summary>
    public string ClusterName { get; init; } = "";

    /// <summary>That cluster's id.</summary>
    public long ClusterId { get; init; }

    /// <summary>When all this was read, by the agent's clock, UTC.</summary>
    public DateTimeOffset ReadAt { get; init; }

    /// <summary>Why a restore cannot make a tenant of this layout; empty when it can.</summary>
    public string[] LayoutFaults { get; init; } = [];

    /// <summary>What to know before it is relied on: a changed destination, what could not be read.</summary>
    public string[] Notes { get; init; } = [];

    /// <summary>The notes that say what could not be read, also not by the agent.</summary>
    internal IReadOnlyList<string> Unread { get; init; } = [];

    /// <summary>What could not be read.</summary>
    internal BackupParts UnreadParts { get; init; }

    /// <summary>The same as <see cref="LayoutFaults"/>, in the language in which they are asked for; empty for a backup that was read from a plan.</summary>
    internal IReadOnlyList<Func<string>> LayoutReasons { get; init; } = [];

    /// <summary>Durations of the backups before the running one, newest first.</summary>
    internal IReadOnlyList<TimeSpan> EarlierDurations { get; init; } = [];

    /// <summary>Why it is not known which backups there are; null when it is.</summary>
    internal ObshellException? JobsFault { get; init; }

    /// <summary>Keys of its places; null where none were given. Added to the places only when a request is made.</summary>
    internal StorageCredential? Credential { get; set; }

    /// <summary>The place of the data, with its keys where they were given; null when it does not exist.</summary>
    public StorageUri? GetDataUri() => Keyed(DataBackupUri);

    /// <summary>The place of the logs, with its keys where they were given; null when it does not exist.</summary>
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
