using System.Text;

namespace Obshell.Recovery.Drills.History;

/// <summary>
/// Takes the drills out of a journal of which nothing can be left. What stays moves towards the front in one write, in its order, so
/// that a kill in between leaves every line that counts, some of them twice, which a reader does not mind.
/// </summary>
internal static class JournalCompaction
{
    /// <summary>Bytes. Below it a journal is read in no time.</summary>
    public const int WorthIt = 256 * 1024;

    /// <param name="file">The journal, with nobody else writing to it.</param>
    /// <returns>Whether anything was taken out.</returns>
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
                    // None of ours: somebody should look at it, and it cannot be held.
                    return false;
                }

                texts.Add((text, DrillJournal.Parse(text)));
            }
        }

        HashSet<string> open = [.. DrillEntry.Of(texts.Select(t => t.Line).OfType<DrillLine>()).Where(e => e.MayHaveLeft || e.IsAlive).Select(e => e.Drill)];

        // What is not understood may be of a later version.
        string kept = string.Concat(texts.Where(t => t.Line is { } line ? open.Contains(line.Drill!) : t.Text.Trim().Length > 0).Select(t => t.Text.TrimEnd('\r') + "\n"));
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
}
