using System.Text;

namespace Obshell.Recovery.Drills.History;

/// <summary>
/// Removes old drills from a journal: those that have left nothing, except the newest of each source. The other lines keep their order and
/// move to the front of the file in one write. If the process is killed during the write, every needed line is still in the file. Some lines
/// are then in it twice, which does no harm.
/// </summary>
internal static class JournalCompaction
{
    /// <summary>In bytes. A smaller journal is read fast.</summary>
    public const int WorthIt = 1024 * 1024;

    /// <summary>The number of results of each source that stay: as many as a trend uses.</summary>
    public const int KeptResults = DrillTrends.MaxPoints;

    /// <param name="file">The journal. No one else writes to it.</param>
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
                    // This module did not write this line, and the line does not fit into memory. A user should look at it.
                    return false;
                }

                texts.Add((text, DrillJournal.Parse(text)));
            }
        }

        HashSet<string> stay = Staying(DrillEntry.Of(texts.Select(t => t.Line).OfType<DrillLine>()));

        // A later version may have written a line that cannot be read here, so the line stays.
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
