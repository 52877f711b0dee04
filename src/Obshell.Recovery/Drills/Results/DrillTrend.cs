using System.Globalization;

namespace Obshell.Recovery;

/// <summary>A drill compared with the earlier drills of the same source.</summary>
public sealed class DrillTrend
{
    /// <summary>The number of earlier drills whose restore succeeded. This drill is compared with them.</summary>
    public int EarlierDrills { get; init; }

    /// <summary>The median recovery time of the earlier drills; null when there are none.</summary>
    public TimeSpan? UsualRecoveryTime { get; init; }

    /// <summary>The median size of the earlier drills in bytes; null when there are none.</summary>
    public long? UsualBytes { get; init; }

    /// <summary>
    /// The change of the recovery time from the median, as a fraction: 0.5 means 50 % longer, -0.1 means 10 % shorter. Null when unknown.
    /// </summary>
    public double? TimeChange { get; init; }

    /// <summary>The change of the size from the median, as a fraction: 0.5 means 50 % more bytes. Null when unknown.</summary>
    public double? SizeChange { get; init; }

    /// <summary>This drill took at least 50 % longer than the median.</summary>
    public bool BecameSlower { get; init; }

    /// <summary>This drill has at most half as many bytes as the median.</summary>
    public bool BecameSmaller { get; init; }

    /// <summary>The earlier drills for the chart of a report, oldest first.</summary>
    public DrillTrendPoint[] Points { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The change of the recovery time, e.g. <c>+12%</c>. If the size became much smaller, the text also contains the change of the size,
    /// e.g. <c>-60% size</c>. Empty without an earlier drill.
    /// </summary>
    public override string ToString() =>
        BecameSmaller && !BecameSlower && SizeChange is { } size ? DrillTexts.FormatSizeChange(Percent(size)) : TimeChange is { } time ? Percent(time) : "";

    private static string Percent(double change)
    {
        double percent = Math.Round(change * 100);
        return percent > 999 ? ">+999%" : percent.ToString("+0;-0;0", CultureInfo.InvariantCulture) + "%";
    }
}
