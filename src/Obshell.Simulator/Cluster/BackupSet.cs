namespace Obshell.Simulator;

/// <summary>A data backup that was made before the cluster's clock began; see <see cref="TenantBackup"/>.</summary>
public sealed record BackupSet
{
    /// <summary>How long before the clock's start it began.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>FULL or INC.</summary>
    public string Type { get; init; } = "FULL";

    /// <summary>COMPLETED, FAILED or CANCELED.</summary>
    public string Status { get; init; } = "COMPLETED";

    /// <summary>Whether it holds the logs that it needs itself.</summary>
    public bool PlusArchivelog { get; init; }

    /// <summary>NONE or PASSWORD.</summary>
    public string EncryptionMode { get; init; } = "NONE";

    /// <summary>OceanBase's error number without its sign; 0 for none.</summary>
    public int Result { get; init; }

    /// <summary>OceanBase's comment on a failure.</summary>
    public string Comment { get; init; } = "";

    /// <summary>Its destination; null means the present one.</summary>
    public string? DataUri { get; init; }
}
