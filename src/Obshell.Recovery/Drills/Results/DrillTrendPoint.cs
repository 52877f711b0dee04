namespace Obshell.Recovery;

/// <summary>One earlier drill of the same source.</summary>
public sealed class DrillTrendPoint
{
    /// <summary>When it began (UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>What it proved.</summary>
    public DrillVerdict Verdict { get; init; }

    /// <summary>From the start of the restore to a tenant in service; null when it did not get there.</summary>
    public TimeSpan? RecoveryTime { get; init; }

    /// <summary>Size in bytes; null when unknown.</summary>
    public long? Bytes { get; init; }
}
