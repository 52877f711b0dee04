namespace Obshell.Simulator;

/// <summary>A restore job of OceanBase. It runs independently of the agent: a CANCEL, a timeout of the DAG or a restart of the agent does not stop it.</summary>
public sealed record RestoreJob
{
    /// <summary>job_id.</summary>
    public required long JobId { get; init; }

    /// <summary>Tenant that is being restored.</summary>
    public required string TenantName { get; init; }

    /// <summary>Id that the tenant gets.</summary>
    public required long TenantId { get; init; }

    /// <summary>Text after WITH.</summary>
    public required string Option { get; init; }

    /// <summary>SCN asked for, nanoseconds since the Unix epoch; 0 for the newest point or a wall clock time.</summary>
    public long Scn { get; init; }

    /// <summary>The SCN that the logs are replayed to: the point asked for, or the newest.</summary>
    public long TargetScn { get; init; }

    /// <summary>recover_scn while logs are replayed; 0 before.</summary>
    public long RecoverScn { get; init; }

    /// <summary>How much of the logs is replayed, 0 to 1.</summary>
    public double Replayed { get; init; }

    /// <summary>data_backup_uri as sent, secrets included.</summary>
    public required string DataUri { get; init; }

    /// <summary>archive_log_uri as used.</summary>
    public required string ArchiveUri { get; init; }

    /// <summary>CREATE_TENANT, WAIT_TENANT_RESTORE_FINISH, then SUCCESS or FAIL (PROTOCOL 4.10).</summary>
    public required string Status { get; init; }

    /// <summary>Virtual time of the RESTORE statement.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Virtual time of the end; null while it runs.</summary>
    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Cause of a failure; <c>(CANCELED)</c> after a CANCEL RESTORE.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Bytes restored so far.</summary>
    public long FinishedBytes { get; init; }

    /// <summary>Bytes in all.</summary>
    public long TotalBytes { get; init; }

    /// <summary>Tablets in all.</summary>
    public long TabletCount { get; init; }

    /// <summary>Tenant that was backed up.</summary>
    public string BackupTenantName { get; init; } = "src";

    /// <summary>Whether the job still runs.</summary>
    public bool IsRunning => FinishedAt is null;
}
