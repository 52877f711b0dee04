using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// OceanBase's restore job of a tenant, as the agent reads it (PROTOCOL 4.10). Times and progress are the database's texts and are shown
/// unchanged: their time zone is not certain and their format is not fixed. The agent knows only the latest job of a tenant.
/// </summary>
public sealed class RestoreOverview
{
    /// <summary>Tenant of the row; 1 in running rows.</summary>
    public long TenantId { get; init; }

    /// <summary>Number of the job.</summary>
    public long JobId { get; init; }

    /// <summary>The tenant that is being made.</summary>
    public string RestoreTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Its id.</summary>
    public long RestoreTenantId { get; init; }

    /// <summary>The tenant that was backed up.</summary>
    public string BackupTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Its id.</summary>
    public long BackupTenantId { get; init; }

    /// <summary>The cluster of the tenant that was backed up.</summary>
    public string BackupClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The WITH text of the restore: pools, locality, primary zone.</summary>
    public string RestoreOption { get; init => field = value ?? ""; } = "";

    /// <summary>The restore point, nanoseconds since 1970 (UTC).</summary>
    public long RestoreScn { get; init; }

    /// <summary>The restore point as the database's text.</summary>
    public string RestoreScnDisplay { get; init => field = value ?? ""; } = "";

    /// <summary><c>SUCCESS</c> or <c>FAIL</c> when the job is finished; any other value means that the job is running.</summary>
    public string Status { get; init => field = value ?? ""; } = "";

    /// <summary>Start, as text.</summary>
    public string StartTimestamp { get; init => field = value ?? ""; } = "";

    /// <summary>End, as text; empty while the job runs.</summary>
    public string FinishTimestamp { get; init => field = value ?? ""; } = "";

    /// <summary>Backup sets used.</summary>
    public string BackupSetList { get; init => field = value ?? ""; } = "";

    /// <summary>Archive pieces used.</summary>
    public string BackupPieceList { get; init => field = value ?? ""; } = "";

    /// <summary>Data URI without secrets; only in lists of jobs.</summary>
    public string BackupDataUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>Log URI without secrets; only in lists of jobs.</summary>
    public string BackupLogUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>Number of all tablets.</summary>
    public long TabletCount { get; init; }

    /// <summary>Number of finished tablets.</summary>
    public long FinishTabletCount { get; init; }

    /// <summary>Number of all bytes.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Number of finished bytes.</summary>
    public long FinishBytes { get; init; }

    /// <summary>The database's text for <see cref="TotalBytes"/>.</summary>
    public string TotalBytesDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>The database's text for <see cref="FinishBytes"/>.</summary>
    public string FinishBytesDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>Free text.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The SCN up to which logs are replayed, nanoseconds since 1970 (UTC).</summary>
    public long RecoverScn { get; init; }

    /// <summary>The same SCN as the database's text.</summary>
    public string RecoverScnDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>Progress of replaying, opaque text.</summary>
    public string RecoverProgress { get; init => field = value ?? ""; } = "";

    /// <summary>Progress of restoring, opaque text.</summary>
    public string RestoreProgress { get; init => field = value ?? ""; } = "";

    /// <summary>Number of all log streams; only when finished.</summary>
    public long LsCount { get; init; }

    /// <summary>Number of finished log streams; only when finished.</summary>
    public long FinishLsCount { get; init; }

    /// <summary>Why it failed, secrets removed; only when finished.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>The job is still running.</summary>
    public bool IsRunning => FinishTimestamp.Length == 0;

    /// <summary>
    /// All data is restored and the job is still running. In this phase only <see cref="RecoverScn"/> and <see cref="RecoverProgress"/>
    /// show progress; the numbers of bytes do not.
    /// </summary>
    public bool IsReplayingLogs => IsRunning && TotalBytes > 0 && FinishBytes >= TotalBytes;

    /// <summary>The job is finished and succeeded.</summary>
    public bool IsSuccess => !IsRunning && string.Equals(Status, "SUCCESS", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(RestoreTenantName + " " + Status);
}
