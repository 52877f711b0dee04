namespace Obshell.Client;

/// <summary>A backup of a tenant as OceanBase lists it (PROTOCOL-BACKUP 7). Its times are the database session's clock with the agent's offset (B13).</summary>
public sealed class BackupJob
{
    /// <summary>Grows with each backup of the tenant.</summary>
    public long JobId { get; init; }

    /// <summary>The backup set that the job wrote.</summary>
    public long BackupSetId { get; init; }

    /// <summary><c>FULL</c> or <c>INC</c>.</summary>
    public string BackupType { get; init; } = "";

    /// <summary>Whether the set holds the logs that a restore of it needs; null when not reported.</summary>
    public bool? PlusArchiveLog { get; init; }

    /// <summary>When it began.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndTime { get; init; }

    /// <summary><c>INIT</c>, <c>DOING</c>, <c>CANCELING</c>, <c>COMPLETED</c>, <c>FAILED</c>, <c>CANCELED</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>OceanBase's error number; 0 for none.</summary>
    public long Result { get; init; }

    /// <summary>OceanBase's reason.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The place of the set; without keys, and for an object store also without the region.</summary>
    public string Path { get; init; } = "";

    /// <summary>Whether it succeeded.</summary>
    public bool IsCompleted => Status == "COMPLETED";

    /// <summary>Whether it was cancelled.</summary>
    public bool IsCanceled => Status == "CANCELED";

    /// <summary>Whether the job has ended, with any result. A job with another status has ended when it has an end time.</summary>
    public bool IsOver => Status is "COMPLETED" or "FAILED" or "CANCELED" || (Status is not ("INIT" or "DOING" or "CANCELING") && EndTime is not null);
}
