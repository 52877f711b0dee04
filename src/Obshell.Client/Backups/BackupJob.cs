namespace Obshell.Client;

/// <summary>
/// A backup of a tenant as OceanBase lists it (PROTOCOL-BACKUP 7). Its times are the local times of the database session, but with the
/// agent's time zone offset (B13).
/// </summary>
public sealed class BackupJob
{
    /// <summary>Number of the job. It increases with each backup of the tenant.</summary>
    public long JobId { get; init; }

    /// <summary>The backup set that the job wrote.</summary>
    public long BackupSetId { get; init; }

    /// <summary><c>FULL</c> or <c>INC</c>.</summary>
    public string BackupType { get; init; } = "";

    /// <summary>Whether the backup set contains the logs that its restore needs; null when the agent does not report it.</summary>
    public bool? PlusArchiveLog { get; init; }

    /// <summary>When the job began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When the job ended; null while it runs.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary><c>INIT</c>, <c>DOING</c>, <c>CANCELING</c>, <c>COMPLETED</c>, <c>FAILED</c>, <c>CANCELED</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>OceanBase's error number; 0 when there is no error.</summary>
    public long Result { get; init; }

    /// <summary>OceanBase's comment on the job, for example why it failed.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The location of the backup set, without keys; for an object store also without the region.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether the job succeeded.</summary>
    public bool IsCompleted => Status == "COMPLETED";

    /// <summary>Whether the job was cancelled.</summary>
    public bool IsCanceled => Status == "CANCELED";

    /// <summary>Whether the job has ended, with any result. A job with an unknown status has ended when it has an end time.</summary>
    public bool IsOver => Status is "COMPLETED" or "FAILED" or "CANCELED" || (Status is not ("INIT" or "DOING" or "CANCELING") && EndTime is not null);
}
