using System.Text;

namespace Obshell.Recovery.Drills.History;

/// <summary>
/// Removes old drills from a journal. It keeps the newest drills of each source, and drills that may have left something. The kept lines
/// are written to the start of the file in one write, in the same order. If the process is killed during the write, no kept line is lost.
/// But some lines may appear twice, which does no harm.
/// </summary>
internal static class JournalCompaction
{
    /// <summary>The minimum file size in bytes for a compaction.</summary>
    public const int WorthIt = 1024 * 1024;

    /// <summary>The number of results that are kept for each source: as many as a trend uses.</summary>
    public const int KeptResults = DrillTrends.MaxPoints;

    /// <param name="file">The journal, opened so that no other process writes to it.</param>
    /// <returns>Whether anything was removed.</returns>
    public static bool Run(FileStream file)
    {
        if (file.Length < WorthIt)
        {
            return false;
        }

        var texts = new List<(string Text, DrillLine? Line)>();
        file.Seek(0, SeekOrigin.Begin);
        using (var reader = new StreamReader(file, new UTF8Encoding(false), detectEncodingFromByteOrderMarks: false, 16 * 1024, leaveOpen: true))
        {
            foreach (string? text in DrillJournal.BoundedLines(reader))
            {
                if (text is null)
                {
                    // The line is too long, so this module did not write it. The file stays unchanged, so that a user can look at it.
                    return false;
                }

                texts.Add((text, DrillJournal.Parse(text)));
            }
        }

        HashSet<string> stay = Staying(DrillEntry.Of(texts.Select(t => t.Line).OfType<DrillLine>()));

        // A line that cannot be read is kept: a later version of the module may have written it.
        string kept = string.Concat(texts.Where(t => t.Line is { } line ? stay.Contains(line.Drill!) : t.Text.Trim().Length > 0).Select(t => t.Text.TrimEnd('\r') + "\n"));
        byte[] bytes = new UTF8Encoding(false).GetBytes(kept);
        if (bytes.Length > file.Length / 2)
        {
            return false;
        }

        file.Seek(0, SeekOrigin.Begin);
        file.Write(bytes, 0, bytes.Length);
        file.Flush(flushToDisk: true);
        file.SetLength(bytes.Length);
        file.Flush(flushToDisk: true);
        return true;
    }

    private static HashSet<string> Staying(IReadOnlyList<DrillEntry> entries) =>
    [
        .. entries.Where(e => e.MayHaveLeft || e.IsAlive).Select(e => e.Drill),
        .. entries.Where(e => e is { Ended.Result: not null, IsUnlisted: false })
            .GroupBy(e => DrillTrends.SourceOf(e.Ended!.Result!))
            .SelectMany(g => g.OrderByDescending(e => e.Ended!.Result!.EndedAt).Take(KeptResults)).Select(e => e.Drill),
    ];
}
