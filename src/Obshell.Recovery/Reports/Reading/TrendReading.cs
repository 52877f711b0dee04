using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>A drill beside its earlier ones.</summary>
internal static class TrendReading
{
    private const int MaxPoints = 40;

    public static Trend? Of(RestoreDrillResult drill, Outcome outcome)
    {
        if (drill.Trend is not { } trend)
        {
            return null;
        }

        DrillTrendPoint[] earlier = [.. trend.Points.OfType<DrillTrendPoint>()];
        if (earlier.Length == 0)
        {
            return null;
        }

        int leftOut = Math.Max(0, earlier.Length - MaxPoints);
        List<TrendBar> bars = [.. earlier.Skip(leftOut).Select(p => new TrendBar(p.StartedAt, DrillVerdicts.Of(p.Verdict).Outcome, p.RecoveryTime, p.Bytes)), new TrendBar(drill.StartedAt, outcome, drill.RecoveryTime, drill.Bytes)];
        return new Trend(bars, leftOut, DisplayText.Own(Sentence(drill, trend)), trend.BecameSlower || trend.BecameSmaller);
    }

    private static string Sentence(RestoreDrillResult drill, DrillTrend trend)
    {
        var parts = new List<string>();
        string earlier = Amounts.OfCount(trend.EarlierDrills, "earlier drill", "earlier drills");
        if (trend.UsualRecoveryTime is { } usual)
        {
            parts.Add($"Recovery usually takes {Amounts.Of(usual)} (median of {earlier})"
                + (drill.RecoveryTime is { } took ? $"; this one took {Amounts.Of(took)}{(trend.BecameSlower ? ", clearly slower" : "")}" : ""));
        }

        if (trend.UsualBytes is { } size)
        {
            parts.Add($"The size is usually {Amounts.OfBytes(size)}" + (drill.Bytes is { } bytes ? $"; this time {Amounts.OfBytes(bytes)}{(trend.BecameSmaller ? ", half of it or less" : "")}" : ""));
        }

        return parts.Count == 0 ? $"Beside {earlier} of the same source." : string.Join(". ", parts) + ".";
    }
}
