using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// OceanBase's restore job of a tenant, as the agent reads it (PROTOCOL 4.10). Times and progress are texts of the
/// database, shown as they are: their zone is not certain and their format not fixed. Only a tenant's latest job is known.
/// </summary>
public sealed class RestoreOverview
{
    /// <summary>Tenant of the row; 1 in running rows.</summary>
    public long TenantId { get; init; }

    /// <summary>Number of the job.</summary>
    public long JobId { get; init; }

    /// <summary>The tenant being made.</summary>
    public string RestoreTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Its id.</summary>
    public long RestoreTenantId { get; init; }

    /// <summary>The tenant the backup is of.</summary>
    public string BackupTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Its id.</summary>
    public long BackupTenantId { get; init; }

    /// <summary>The cluster the backup is of.</summary>
    public string BackupClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The WITH text of the restore: pools, locality, primary zone.</summary>
    public string RestoreOption { get; init => field = value ?? ""; } = "";

    /// <summary>The point restored to, nanoseconds since 1970 (UTC).</summary>
    public long RestoreScn { get; init; }

    /// <summary>The same as the database's text.</summary>
    public string RestoreScnDisplay { get; init => field = value ?? ""; } = "";

    /// <summary><c>SUCCESS</c> or <c>FAIL</c> when finished; anything else is a kind of running.</summary>
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

    /// <summary>Tablets in all.</summary>
    public long TabletCount { get; init; }

    /// <summary>Tablets done.</summary>
    public long FinishTabletCount { get; init; }

    /// <summary>Bytes in all.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Bytes done.</summary>
    public long FinishBytes { get; init; }

    /// <summary>The database's text for <see cref="TotalBytes"/>.</summary>
    public string TotalBytesDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>The database's text for <see cref="FinishBytes"/>.</summary>
    public string FinishBytesDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>Free text.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>How far the logs are replayed, nanoseconds since 1970 (UTC).</summary>
    public long RecoverScn { get; init; }

    /// <summary>The same as the database's text.</summary>
    public string RecoverScnDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>Progress of replaying, opaque text.</summary>
    public string RecoverProgress { get; init => field = value ?? ""; } = "";

    /// <summary>Progress of restoring, opaque text.</summary>
    public string RestoreProgress { get; init => field = value ?? ""; } = "";

    /// <summary>Log streams in all; only when finished.</summary>
    public long LsCount { get; init; }

    /// <summary>Log streams done; only when finished.</summary>
    public long FinishLsCount { get; init; }

    /// <summary>Why it failed, secrets removed; only when finished.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>The job is still running.</summary>
    public bool IsRunning => FinishTimestamp.Length == 0;

    /// <summary>All data is there and the job is still running: now bytes say nothing, and <see cref="RecoverScn"/> and <see cref="RecoverProgress"/> do.</summary>
    public bool IsReplayingLogs => IsRunning && TotalBytes > 0 && FinishBytes >= TotalBytes;

    /// <summary>Finished, and well.</summary>
    public bool IsSuccess => !IsRunning && string.Equals(Status, "SUCCESS", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(RestoreTenantName + " " + Status);
}
