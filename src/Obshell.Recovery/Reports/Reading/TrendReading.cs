using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Makes the report's data about the trend: a drill compared with earlier drills of its source.</summary>
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
        string? time = trend.UsualRecoveryTime is { } usual ? TimeSentence(Amounts.Of(usual), drill.RecoveryTime, trend.BecameSlower) : null;
        string? size = trend.UsualBytes is { } bytes ? SizeSentence(Amounts.OfBytes(bytes), drill.Bytes, trend.BecameSmaller) : null;
        string? basis = trend.EarlierDrills switch { 0 => null, 1 => ReportTexts.TrendBasisOne, var count => ReportTexts.FormatTrendBasis(Amounts.OfCount(count)) };
        return Listing.Sentences(time, size, basis);
    }

    private static string TimeSentence(string usual, TimeSpan? took, bool isSlower) =>
        took is not { } time ? ReportTexts.FormatTrendTime(usual)
        : isSlower ? ReportTexts.FormatTrendTimeSlower(Amounts.Of(time), usual)
        : ReportTexts.FormatTrendTimeThis(Amounts.Of(time), usual);

    private static string SizeSentence(string usual, long? bytes, bool isSmaller) =>
        bytes is not { } size ? ReportTexts.FormatTrendSize(usual)
        : isSmaller ? ReportTexts.FormatTrendSizeSmaller(Amounts.OfBytes(size), usual)
        : ReportTexts.FormatTrendSizeThis(Amounts.OfBytes(size), usual);
}
