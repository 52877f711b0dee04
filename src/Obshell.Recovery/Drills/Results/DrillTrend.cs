namespace Obshell.Recovery;

/// <summary>A drill beside the earlier ones of the same source (<c>-HistoryPath</c>).</summary>
public sealed class DrillTrend
{
    /// <summary>How many earlier drills restored and are compared with.</summary>
    public int EarlierDrills { get; init; }

    /// <summary>Median time to recover of the earlier ones; null when there are none.</summary>
    public TimeSpan? UsualRecoveryTime { get; init; }

    /// <summary>Median size of the earlier ones in bytes; null when there are none.</summary>
    public long? UsualBytes { get; init; }

    /// <summary>This one took at least 50 % longer.</summary>
    public bool BecameSlower { get; init; }

    /// <summary>This one has at most half of the bytes.</summary>
    public bool BecameSmaller { get; init; }

    /// <summary>The earlier ones, oldest first: for the chart of a report.</summary>
    public DrillTrendPoint[] Points { get; init => field = value ?? []; } = [];
}
