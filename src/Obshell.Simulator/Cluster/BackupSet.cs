namespace Obshell.Simulator;

/// <summary>A data backup from before the start of the cluster's clock; see <see cref="TenantBackup"/>.</summary>
public sealed record BackupSet
{
    /// <summary>The time from the start of this backup to the start of the clock.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(1);

    /// <summary>The duration of the backup.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>FULL or INC.</summary>
    public string Type { get; init; } = "FULL";

    /// <summary>COMPLETED, FAILED or CANCELED.</summary>
    public string Status { get; init; } = "COMPLETED";

    /// <summary>True if it contains the logs that its restore needs.</summary>
    public bool PlusArchivelog { get; init; }

    /// <summary>NONE or PASSWORD.</summary>
    public string EncryptionMode { get; init; } = "NONE";

    /// <summary>OceanBase's error number without its sign; 0 for none.</summary>
    public int Result { get; init; }

    /// <summary>OceanBase's comment after a failure.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The destination; null is the current destination of the tenant.</summary>
    public string? DataUri { get; init; }
}
