using System;
using System.Collections.Generic;
using System.Linq;

namespace Obshell.Client.Drills;

/// <summary>A drill beside the earlier ones of the same source.</summary>
internal static class DrillTrends
{
    private const int MostPoints = 100;

    /// <param name="now">The drill.</param>
    /// <param name="earlier">All that are known, of whatever source.</param>
    public static DrillTrend Of(RestoreDrillResult now, IEnumerable<RestoreDrillResult> earlier)
    {
        RestoreDrillResult[] same = [.. earlier.Where(e => e.DrillId != now.DrillId && IsSameSource(e, now) && e.StartedAt < now.StartedAt).OrderBy(e => e.StartedAt)];
        RestoreDrillResult[] restored = [.. same.Where(e => e.RecoveryTime is not null)];
        double? usual = Median([.. restored.Select(e => (double)e.RecoveryTime!.Value.Ticks)]);
        double? bytes = Median([.. restored.Where(e => e.Bytes is not null).Select(e => (double)e.Bytes!.Value)]);
        return new DrillTrend
        {
            EarlierDrills = restored.Length,
            UsualRecoveryTime = usual is { } ticks ? TimeSpan.FromTicks((long)ticks) : null,
            UsualBytes = (long?)bytes,
            BecameSlower = usual is { } slow && now.RecoveryTime is { } took && took.Ticks >= slow * 1.5,
            BecameSmaller = bytes is > 0 and var size && now.Bytes is { } has && has <= size / 2,
            Points = [.. same.Skip(Math.Max(0, same.Length - MostPoints)).Select(e => new DrillTrendPoint { StartedAt = e.StartedAt, Verdict = e.Verdict, RecoveryTime = e.RecoveryTime, Bytes = e.Bytes })],
        };
    }

    private static bool IsSameSource(RestoreDrillResult a, RestoreDrillResult b) =>
        a.SourceName.Equals(b.SourceName, StringComparison.OrdinalIgnoreCase) && a.DataBackupUri == b.DataBackupUri;

    private static double? Median(double[] values)
    {
        if (values.Length == 0)
        {
            return null;
        }

        Array.Sort(values);
        int middle = values.Length / 2;
        return values.Length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
    }
}
