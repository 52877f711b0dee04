using Obshell.Recovery.Drills.Planning;

namespace Obshell.Recovery.Plans;

/// <summary>
/// The point of a recovery: a time, or the newest point. A time span before now is not allowed: a second run of the plan would request
/// another point, and would not recognise the restores of the first run.
/// </summary>
public static class PlanPoint
{
    private static readonly DateTimeOffset Some = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads a time with Z or an offset, or <c>latest</c>.</summary>
    /// <exception cref="ArgumentException">The text has another form. The message says what is wrong with it.</exception>
    public static DrillPoint Parse(string text)
    {
        var point = DrillPoint.Parse(text);
        return point.Resolve(Some)?.Scn == point.Resolve(Some.AddDays(1))?.Scn
            ? point
            : throw new ArgumentException(PlanTexts.FormatPointCountedFromNow(point.ToString()));
    }
}
