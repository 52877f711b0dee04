namespace Obshell.Recovery.Drills.History;

/// <summary>The content of a journal when it was read.</summary>
public sealed class DrillHistory
{
    internal DrillHistory(IEnumerable<DrillLine> lines) => Entries = DrillEntry.Of(lines);

    /// <summary>The drills in the order of their first lines.</summary>
    internal IReadOnlyList<DrillEntry> Entries { get; }

    /// <summary>The names of the sources, each once.</summary>
    public IReadOnlyList<string> Sources() => [.. Entries.Select(e => e.SourceName).Where(s => s.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];

    /// <summary>
    /// The results, in the order in which the drills ended. Each result is compared with the earlier results. Drills that were killed have
    /// the verdict Interrupted.
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
