using Obshell.Recovery.Drills.Planning;

namespace Obshell.Recovery.Plans;

/// <summary>
/// The point of a recovery: a moment, or the newest point. It is never a time span before now: a second run of the same plan would then
/// request another point, and not recognise its own restores.
/// </summary>
public static class PlanPoint
{
    private static readonly DateTimeOffset Some = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Reads a moment with Z or offset, or <c>latest</c>.</summary>
    /// <exception cref="ArgumentException">Anything else; the message says what is wrong.</exception>
    public static DrillPoint Parse(string text)
    {
        var point = DrillPoint.Parse(text);
        return point.Resolve(Some)?.Scn == point.Resolve(Some.AddDays(1))?.Scn
            ? point
            : throw new ArgumentException(PlanTexts.FormatPointCountedFromNow(point.ToString()));
    }
}
