namespace Obshell.Recovery.Drills.History;

/// <summary>Compares a drill with the earlier drills of the same source.</summary>
internal sealed class DrillTrends
{
    internal const int MaxPoints = 100;

    private readonly List<DrillTrendPoint> points = [];
    private readonly RunningMedian times = new();
    private readonly RunningMedian sizes = new();
    private int restored;

    /// <param name="now">The drill.</param>
    /// <param name="earlier">All known earlier drills, of any source.</param>
    public static DrillTrend Of(RestoreDrillResult now, IEnumerable<RestoreDrillResult> earlier)
    {
        var trends = new DrillTrends();
        foreach (RestoreDrillResult same in earlier.Where(e => e.DrillId != now.DrillId && SourceOf(e) == SourceOf(now) && e.StartedAt < now.StartedAt).OrderBy(e => e.StartedAt))
        {
            trends.Add(same);
        }

        return trends.Of(now);
    }

    /// <summary>
    /// Compares each drill with the drills before it, in one pass. Separate passes would take minutes for a long history.
    /// </summary>
    public static IEnumerable<RestoreDrillResult> Compared(IEnumerable<RestoreDrillResult> results) =>
        results.GroupBy(SourceOf).SelectMany(ofSource =>
        {
            var trends = new DrillTrends();
            var compared = new List<RestoreDrillResult>();
            foreach (IGrouping<DateTimeOffset, RestoreDrillResult> atOnce in ofSource.GroupBy(r => r.StartedAt).OrderBy(g => g.Key))
            {
                compared.AddRange(atOnce.Select(r => r.With(trends.Of(r))));
                foreach (RestoreDrillResult result in atOnce)
                {
                    trends.Add(result);
                }
            }

            return compared;
        });

    private void Add(RestoreDrillResult result)
    {
        points.Add(new DrillTrendPoint { StartedAt = result.StartedAt, Verdict = result.Verdict, RecoveryTime = result.RecoveryTime, Bytes = result.Bytes });
        if (result.RecoveryTime is { } took)
        {
            restored++;
            times.Add(took.Ticks);
            if (result.Bytes is { } bytes)
            {
                sizes.Add(bytes);
            }
        }
    }

    private DrillTrend Of(RestoreDrillResult now)
    {
        double? usual = times.Value;
        double? bytes = sizes.Value;
        int shown = Math.Min(points.Count, MaxPoints);
        return new DrillTrend
        {
            EarlierDrills = restored,
            UsualRecoveryTime = usual is { } ticks ? TimeSpan.FromTicks((long)ticks) : null,
            UsualBytes = (long?)bytes,
            TimeChange = usual is > 0 and var before && now.RecoveryTime is { } time ? (time.Ticks / before) - 1 : null,
            SizeChange = bytes is > 0 and var large && now.Bytes is { } all ? (all / large) - 1 : null,
            BecameSlower = usual is { } slow && now.RecoveryTime is { } took && took.Ticks >= slow * 1.5,
            BecameSmaller = bytes is > 0 and var size && now.Bytes is { } has && has <= size / 2,
            Points = [.. points.GetRange(points.Count - shown, shown)],
        };
    }

    internal static (string Name, string Uri) SourceOf(RestoreDrillResult result) => (result.SourceName.ToUpperInvariant(), result.DataBackupUri);
}
