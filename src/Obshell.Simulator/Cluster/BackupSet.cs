namespace Obshell.Simulator;

/// <summary>A data backup that was made before the cluster's clock started; see <see cref="TenantBackup"/>.</summary>
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

    /// <summary>True if the backup contains the logs that are needed to restore it.</summary>
    public bool PlusArchivelog { get; init; }

    /// <summary>NONE or PASSWORD.</summary>
    public string EncryptionMode { get; init; } = "NONE";

    /// <summary>OceanBase's error number without its sign; 0 for none.</summary>
    public int Result { get; init; }

    /// <summary>OceanBase's comment after a failure.</summary>
    public string Comment { get; init; } = "";

    /// <summary>The destination; null means the current destination of the tenant.</summary>
    public string? DataUri { get; init; }
}
