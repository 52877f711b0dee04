using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// OceanBase's restore job of a tenant, as the agent reports it (PROTOCOL 4.10). Times and progress are texts of the database and are shown
/// unchanged, because their time zone is not certain and their format is not fixed. The agent reports only the latest job of a tenant.
/// </summary>
public sealed class RestoreOverview
{
    /// <summary>Number of the tenant; 1 while the job runs.</summary>
    public long TenantId { get; init; }

    /// <summary>Number of the job.</summary>
    public long JobId { get; init; }

    /// <summary>The tenant that the restore creates.</summary>
    public string RestoreTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Id of the tenant that the restore creates.</summary>
    public long RestoreTenantId { get; init; }

    /// <summary>The tenant that was backed up.</summary>
    public string BackupTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Id of the tenant that was backed up.</summary>
    public long BackupTenantId { get; init; }

    /// <summary>The cluster of the tenant that was backed up.</summary>
    public string BackupClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The WITH clause of the restore's SQL: pools, locality, primary zone.</summary>
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

    /// <summary>The backup sets that the restore uses.</summary>
    public string BackupSetList { get; init => field = value ?? ""; } = "";

    /// <summary>The archive pieces that the restore uses.</summary>
    public string BackupPieceList { get; init => field = value ?? ""; } = "";

    /// <summary>Data URI without secrets; only in lists of jobs.</summary>
    public string BackupDataUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>Log URI without secrets; only in lists of jobs.</summary>
    public string BackupLogUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>Total number of tablets.</summary>
    public long TabletCount { get; init; }

    /// <summary>Number of finished tablets.</summary>
    public long FinishTabletCount { get; init; }

    /// <summary>Total number of bytes.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Number of finished bytes.</summary>
    public long FinishBytes { get; init; }

    /// <summary>The database's text for <see cref="TotalBytes"/>.</summary>
    public string TotalBytesDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>The database's text for <see cref="FinishBytes"/>.</summary>
    public string FinishBytesDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>Description, any text.</summary>
    public string Description { get; init => field = value ?? ""; } = "";

    /// <summary>The SCN up to which logs are replayed, nanoseconds since 1970 (UTC).</summary>
    public long RecoverScn { get; init; }

    /// <summary><see cref="RecoverScn"/> as the database's text.</summary>
    public string RecoverScnDisplay { get; init => field = value ?? ""; } = "";

    /// <summary>Progress of the log replay, as the database's text.</summary>
    public string RecoverProgress { get; init => field = value ?? ""; } = "";

    /// <summary>Progress of the data restore, as the database's text.</summary>
    public string RestoreProgress { get; init => field = value ?? ""; } = "";

    /// <summary>Total number of log streams; only when the job is finished.</summary>
    public long LsCount { get; init; }

    /// <summary>Number of finished log streams; only when the job is finished.</summary>
    public long FinishLsCount { get; init; }

    /// <summary>Why the job failed, with secrets removed; only when the job is finished.</summary>
    public string Comment { get; init => field = value ?? ""; } = "";

    /// <summary>Whether the job is still running.</summary>
    public bool IsRunning => FinishTimestamp.Length == 0;

    /// <summary>
    /// Whether all data is restored and the job still replays logs. In this phase only <see cref="RecoverScn"/> and
    /// <see cref="RecoverProgress"/> show progress; the numbers of bytes do not change.
    /// </summary>
    public bool IsReplayingLogs => IsRunning && TotalBytes > 0 && FinishBytes >= TotalBytes;

    /// <summary>Whether the job is finished and succeeded.</summary>
    public bool IsSuccess => !IsRunning && string.Equals(Status, "SUCCESS", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(RestoreTenantName + " " + Status);
}
