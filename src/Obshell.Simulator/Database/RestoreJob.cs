namespace Obshell.Simulator;

/// <summary>
/// A restore job of OceanBase. It does not depend on the agent: a CANCEL, a timeout of the DAG or a restart of the agent does not stop it.
/// </summary>
public sealed record RestoreJob
{
    /// <summary>job_id.</summary>
    public required long JobId { get; init; }

    /// <summary>The name of the restored tenant.</summary>
    public required string TenantName { get; init; }

    /// <summary>The id of the restored tenant.</summary>
    public required long TenantId { get; init; }

    /// <summary>The text after WITH.</summary>
    public required string Option { get; init; }

    /// <summary>
    /// The requested SCN, in nanoseconds since the Unix epoch; 0 if the request has a timestamp or wants the newest point.
    /// </summary>
    public long Scn { get; init; }

    /// <summary>The logs are replayed to this SCN: the requested point or the newest point.</summary>
    public long TargetScn { get; init; }

    /// <summary>recover_scn while logs are replayed; 0 before that.</summary>
    public long RecoverScn { get; init; }

    /// <summary>The replayed part of the logs, 0 to 1.</summary>
    public double Replayed { get; init; }

    /// <summary>data_backup_uri from the request, including secrets.</summary>
    public required string DataUri { get; init; }

    /// <summary>The archive_log_uri that the job uses.</summary>
    public required string ArchiveUri { get; init; }

    /// <summary>CREATE_TENANT, WAIT_TENANT_RESTORE_FINISH, then SUCCESS or FAIL (PROTOCOL 4.10).</summary>
    public required string Status { get; init; }

    /// <summary>The virtual time of the RESTORE statement.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The virtual time of the end; null while the job is running.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>The reason for a failure; <c>(CANCELED)</c> after a CANCEL RESTORE.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The number of restored bytes.</summary>
    public long FinishedBytes { get; init; }

    /// <summary>The total number of bytes.</summary>
    public long TotalBytes { get; init; }

    /// <summary>The total number of tablets.</summary>
    public long TabletCount { get; init; }

    /// <summary>The tenant that was backed up.</summary>
    public string BackupTenantName { get; init; } = "src";

    /// <summary>True while the job is running.</summary>
    public bool IsRunning => FinishedAt is null;
}
