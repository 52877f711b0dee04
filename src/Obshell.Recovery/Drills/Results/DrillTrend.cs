using System.Globalization;

namespace Obshell.Recovery;

/// <summary>A drill compared with the earlier ones of the same source.</summary>
public sealed class DrillTrend
{
    /// <summary>How many earlier drills restored and are compared with.</summary>
    public int EarlierDrills { get; init; }

    /// <summary>Median time to recover of the earlier ones; null when there are none.</summary>
    public TimeSpan? UsualRecoveryTime { get; init; }

    /// <summary>Median size of the earlier ones in bytes; null when there are none.</summary>
    public long? UsualBytes { get; init; }

    /// <summary>How much longer this one took than the median, as a fraction: 0.5 is half as long again, -0.1 a tenth less. Null when unknown.</summary>
    public double? TimeChange { get; init; }

    /// <summary>How much more data this one has than the median, as a fraction. Null when unknown.</summary>
    public double? SizeChange { get; init; }

    /// <summary>This one took at least 50 % longer.</summary>
    public bool BecameSlower { get; init; }

    /// <summary>This one has at most half of the bytes.</summary>
    public bool BecameSmaller { get; init; }

    /// <summary>The earlier ones, oldest first: for the chart of a report.</summary>
    public DrillTrendPoint[] Points { get; init => field = value ?? []; } = [];

    /// <summary><c>+12%</c>: how much longer it took than usual; <c>-60% size</c> where it became much smaller. Empty without an earlier drill.</summary>
    public override string ToString() =>
        BecameSmaller && !BecameSlower && SizeChange is { } size ? DrillTexts.FormatSizeChange(Percent(size)) : TimeChange is { } time ? Percent(time) : "";

    private static string Percent(double change)
    {
        double percent = Math.Round(change * 100);
        return percent > 999 ? ">+999%" : percent.ToString("+0;-0;0", CultureInfo.InvariantCulture) + "%";
    }
}
