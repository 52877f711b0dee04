namespace Obshell.Simulator;

/// <summary>A backup job of OceanBase with its one set. It runs independently of the agent; only CANCEL BACKUP stops it (trap B11).</summary>
public sealed record BackupJob
{
    /// <summary>job_id; task_id and backup_set_id are the same. Each tenant counts its own.</summary>
    public required long JobId { get; init; }

    /// <summary>FULL or INC.</summary>
    public required string Type { get; init; }

    /// <summary>Whether the set holds the logs that it needs itself.</summary>
    public bool PlusArchivelog { get; init; }

    /// <summary>NONE or PASSWORD.</summary>
    public string EncryptionMode { get; init; } = "NONE";

    /// <summary>Its destination as OceanBase shows it: without keys; of a query only the host.</summary>
    public required string Path { get; init; }

    /// <summary>When its row appeared.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>DOING, CANCELING, COMPLETED, FAILED or CANCELED.</summary>
    public string Status { get; init; } = "DOING";

    /// <summary>How much is done, 0 to 1.</summary>
    public double Progress { get; init; }

    /// <summary>OceanBase's error number without its sign; 0 for none.</summary>
    public int Result { get; init; }

    /// <summary>OceanBase's comment on a failure.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Bytes that the whole job reads.</summary>
    public long InputBytes { get; init; }

    /// <summary>When CANCEL BACKUP came.</summary>
    public DateTimeOffset? CancelledAt { get; init; }

    /// <summary>Whether it still runs.</summary>
    public bool IsRunning => EndedAt is null;
}
