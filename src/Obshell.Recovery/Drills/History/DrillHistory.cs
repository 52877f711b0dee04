namespace Obshell.Recovery.Drills.History;

/// <summary>The content of a journal when it was read.</summary>
public sealed class DrillHistory
{
    internal DrillHistory(IEnumerable<DrillLine> lines) => Entries = DrillEntry.Of(lines);

    /// <summary>The drills, in the order in which they first appear.</summary>
    internal IReadOnlyList<DrillEntry> Entries { get; }

    /// <summary>
    /// The results in the order in which they ended. Each is compared with the results before it. Drills that were killed are shown as Interrupted.
    /// </summary>
    public IReadOnlyList<RestoreDrillResult> Results()
    {
        var results = new List<RestoreDrillResult>();
        foreach (DrillEntry entry in Entries.Where(e => !e.IsUnlisted))
        {
            if (entry.Ended is { Result: { } result })
            {
                results.Add(result.Of(entry.Drill));
            }
            else if (entry.IsOpen)
            {
                results.Add(entry.AsInterrupted(DrillCleanup.LeftBehind, entry.LeftText()));
            }
        }

        return [.. DrillTrends.Compared(results).OrderBy(r => r.EndedAt)];
    }
}
