using System.Text;
using System.Text.Json;
using Obshell.Recovery.Files;

namespace Obshell.Recovery.Drills.History;

/// <summary>
/// A file of JSON lines. A drill writes a line before it requests the restore, so the tenant can be found even if the process is killed.
/// Several processes may write to the file, one at a time. A line is written in one piece and flushed to the disk. A reader skips and reports lines that
/// are not valid.
/// </summary>
public sealed class DrillJournal
{
    /// <summary>The maximum length of a line. A result with its checks and samples has about ten thousand characters.</summary>
    internal const int MaxLine = 1024 * 1024;

    private readonly object gate = new();

    /// <param name="path">The full path of the file. The file need not exist.</param>
    public DrillJournal(string path) => Path = path;

    /// <summary>The full path of the file.</summary>
    public string Path { get; }

    /// <summary>
    /// The default journal of this user. It is in the folder for local application data (Windows) or in the XDG state folder.
    /// </summary>
    /// <exception cref="IOException">This account has no such folder.</exception>
    public static DrillJournal OfUser()
    {
        string? state = Environment.GetEnvironmentVariable("XDG_STATE_HOME");
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        string folder = System.IO.Path.DirectorySeparatorChar == '\\'
            ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : !string.IsNullOrEmpty(state) && System.IO.Path.IsPathRooted(state) ? state!
            : home.Length > 0 ? System.IO.Path.Combine(home, ".local", "state")
            : "";
        return folder.Length > 0
            ? new DrillJournal(System.IO.Path.Combine(folder, "ObshellPS", "drills.jsonl"))
            : throw new IOException(DrillHistoryTexts.NoStateFolder);
    }

    /// <summary>All drills that can be read; none when the file does not exist.</summary>
    /// <param name="faults">What is wrong with the lines that were skipped: one sentence for each.</param>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no right to read the journal.</exception>
    public DrillHistory ReadHistory(ICollection<string> faults) => new(Read(faults));

    /// <summary>Writes the end of a drill that was interrupted.</summary>
    /// <param name="result">See <see cref="DrillEntry.AsInterrupted"/>.</param>
    /// <param name="at">When the line is written.</param>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no right to write the journal.</exception>
    public void AppendResult(RestoreDrillResult result, DateTimeOffset at) => Append(
        new DrillLine { Kind = DrillLine.Ended, Drill = result.DrillId, At = at, Dag = result.DagId, Result = result });

    /// <summary>
    /// If the journal is large, removes old drills that have left nothing. Only the default journal is compacted: in a file that the user
    /// named, all lines are kept.
    /// </summary>
    /// <exception cref="IOException">The journal cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no right to write the journal.</exception>
    public void Compact()
    {
        lock (gate)
        {
            if (File.Exists(Path))
            {
                using FileStream file = OpenForAppend();
                JournalCompaction.Run(file);
            }
        }
    }

    /// <exception cref="IOException">The journal cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has no right to write the journal.</exception>
    internal void Append(DrillLine line)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(line, DrillJson.Options);
        if (text.Length > MaxLine && line.Result is { } result)
        {
            // A reader skips a line that is too long, so this line is written without details. The object that the cmdlet returns still has
            // the details.
            line.Result = result.WithoutDetails();
            text = JsonSerializer.SerializeToUtf8Bytes(line, DrillJson.Options);
        }

        lock (gate)
        {
            using FileStream file = OpenForAppend();
            byte[] piece = new byte[text.Length + 2];
            int at = 0;

            // If a process was killed while it wrote, the file ends without a line break. In this case the new line starts with a line
            // break.
            if (file.Length > 0)
            {
                file.Seek(-1, SeekOrigin.End);
                if (file.ReadByte() != '\n')
                {
                    piece[at++] = (byte)'\n';
                }
            }

            text.CopyTo(piece, at);
            at += text.Length;
            piece[at++] = (byte)'\n';
            file.Seek(0, SeekOrigin.End);
            file.Write(piece, 0, at);
            file.Flush(flushToDisk: true);
        }
    }

    /// <summary>
    /// All lines that can be read; none when the file does not exist. The faults of skipped lines are added to <paramref name="faults"/>.
    /// </summary>
    /// <exception cref="IOException">The journal cannot be read.</exception>
    internal IReadOnlyList<DrillLine> Read(ICollection<string> faults)
    {
        var lines = new List<DrillLine>();
        FileStream file;
        try
        {
            // A line that another process is writing must not be read in part.
            file = HeldFile.Retry(() => new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), IsHeld);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return lines;
        }

        using (file)
        using (var reader = new StreamReader(file, new UTF8Encoding(false)))
        {
            int number = 0;
            foreach (string? text in BoundedLines(reader))
            {
                number++;
                if (text is null)
                {
                    faults.Add(DrillHistoryTexts.FormatLineTooLong(number, Path, MaxLine));
                }
                else if (text.Trim().Length == 0)
                {
                    continue;
                }
                else if (Parse(text) is { } line)
                {
                    line.Number = number;
                    lines.Add(line);
                }
                else
                {
                    faults.Add(DrillHistoryTexts.FormatLineNotOfDrill(number, Path));
                }
            }
        }

        return lines;
    }

    /// <summary>The lines of the file. A line that is too long becomes null, and only a part of it is read into memory.</summary>
    internal static IEnumerable<string?> BoundedLines(TextReader reader)
    {
        char[] buffer = new char[16 * 1024];
        var line = new StringBuilder();
        bool isTooLong = false;
        for (int read; (read = reader.Read(buffer, 0, buffer.Length)) > 0;)
        {
            int from = 0;
            while (from < read)
            {
                int end = Array.IndexOf(buffer, '\n', from, read - from);
                int to = end < 0 ? read : end;
                isTooLong |= line.Length + to - from > MaxLine;
                if (!isTooLong)
                {
                    line.Append(buffer, from, to - from);
                }

                from = to + 1;
                if (end >= 0)
                {
                    yield return isTooLong ? null : line.ToString();
                    line.Clear();
                    isTooLong = false;
                }
            }
        }

        if (isTooLong || line.Length > 0)
        {
            yield return isTooLong ? null : line.ToString();
        }
    }

    /// <returns>Null when the text is not a line of a drill.</returns>
    internal static DrillLine? Parse(string text)
    {
        try
        {
            DrillLine? line = JsonSerializer.Deserialize<DrillLine>(text, DrillJson.Options);
            bool known = line?.Kind is DrillLine.Begun or DrillLine.Started or DrillLine.Interrupted or DrillLine.Ended or DrillLine.Removed;
            return known && !string.IsNullOrEmpty(line!.Drill) && (line.Kind != DrillLine.Ended || line.Result is { HasHoles: false }) ? line : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Opens the file for one writer at a time. Other writers wait, in this process and in other processes.</summary>
    private FileStream OpenForAppend() => HeldFile.Retry(() => PrivateFile.OpenForAppend(Path), e => IsHeld(e) && FileLink.TargetOf(Path) is null);

    private bool IsHeld(Exception e) => e is IOException and not (DirectoryNotFoundException or PathTooLongException) && File.Exists(Path);
}
