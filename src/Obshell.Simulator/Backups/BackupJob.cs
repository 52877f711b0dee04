namespace Obshell.Simulator;

/// <summary>
/// A backup job of OceanBase, which makes one backup set. It does not depend on the agent: only CANCEL BACKUP stops it (trap B11).
/// </summary>
public sealed record BackupJob
{
    /// <summary>job_id; task_id and backup_set_id have the same value. The ids of each tenant start at 1.</summary>
    public required long JobId { get; init; }

    /// <summary>FULL or INC.</summary>
    public required string Type { get; init; }

    /// <summary>True if the backup set contains the logs that are needed to restore it.</summary>
    public bool PlusArchivelog { get; init; }

    /// <summary>NONE or PASSWORD.</summary>
    public string EncryptionMode { get; init; } = "NONE";

    /// <summary>The destination as OceanBase shows it: without keys, and with only the parameter host in the query.</summary>
    public required string Path { get; init; }

    /// <summary>The time when the row of the job appeared.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>The time when the job ended; null while the job is running.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>DOING, CANCELING, COMPLETED, FAILED or CANCELED.</summary>
    public string Status { get; init; } = "DOING";

    /// <summary>The completed part, 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>OceanBase's error number without its sign; 0 for none.</summary>
    public int Result { get; init; }

    /// <summary>OceanBase's comment after a failure.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The number of bytes that the whole job reads.</summary>
    public long InputBytes { get; init; }

    /// <summary>The time of CANCEL BACKUP.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>True while the job is running.</summary>
    public bool IsRunning => EndedAt is null;
}
