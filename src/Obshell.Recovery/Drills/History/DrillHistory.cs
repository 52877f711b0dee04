using System.Collections.Generic;
using System.Linq;

namespace Obshell.Recovery.Drills.History;

/// <summary>The results that a journal holds.</summary>
internal static class DrillHistory
{
    /// <summary>In the order in which they ended, each beside those before it; drills that nobody has ended come as Interrupted.</summary>
    public static IReadOnlyList<RestoreDrillResult> Results(IEnumerable<DrillLine> lines)
    {
        var results = new List<RestoreDrillResult>();
        foreach (DrillEntry entry in DrillEntry.Of(lines))
        {
            if (entry.Ended is { Result: { } told })
            {
                results.Add(told.ToResult(entry.Drill, null));
            }
            else if (entry.IsOpen)
            {
                results.Add(entry.AsInterrupted(DrillCleanup.LeftBehind, entry.LeftText()));
            }
        }

        return [.. DrillTrends.Beside(results).OrderBy(r => r.EndedAt)];
    }
}
