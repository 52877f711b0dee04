namespace Obshell.Recovery;

/// <summary>One earlier drill of the same source.</summary>
public sealed class DrillTrendPoint
{
    /// <summary>When the drill began (UTC).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>What the drill proved.</summary>
    public DrillVerdict Verdict { get; init; }

    /// <summary>The time from the start of the restore to a tenant in service; null when the tenant did not come into service.</summary>
    public TimeSpan? RecoveryTime { get; init; }

    /// <summary>Size in bytes; null when unknown.</summary>
    public long? Bytes { get; init; }
}
