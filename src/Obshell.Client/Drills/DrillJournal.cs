using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Text;
using System.Text.Json;
using System.Threading;

namespace Obshell.Client.Drills;

/// <summary>
/// A file of JSON lines in which drills leave what they do, before they do it: it survives a killed process. Several processes
/// may write to it. A line is written in one piece and forced to the disk; a reader skips what is none, and says which.
/// </summary>
internal sealed class DrillJournal
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly object gate = new();

    public DrillJournal(string path) => Path = path;

    public string Path { get; }

    /// <summary>That of this user, where no history is named: on Windows in the local application data, else in the XDG state folder.</summary>
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
            : throw new IOException("This account has no folder for the state of programs. Name a file with -HistoryPath.");
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written.</exception>
    public void Append(DrillLine line)
    {
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(line, DrillJson.Default.DrillLine);
        lock (gate)
        {
            if (System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) is { Length: > 0 } folder)
            {
                Directory.CreateDirectory(folder);
            }

            using FileStream file = OpenForAppend();
            byte[] piece = new byte[text.Length + 2];
            int at = 0;

            // A line that a kill has torn ends without a break: ours must not become part of it.
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

    /// <summary>All lines that can be read; what is wrong with the others goes to <paramref name="faults"/>. None where there is no file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<DrillLine> Read(ICollection<string> faults)
    {
        var lines = new List<DrillLine>();
        FileStream file;
        try
        {
            file = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return lines;
        }

        using (file)
        using (var reader = new StreamReader(file, new UTF8Encoding(false)))
        {
            for (int number = 1; reader.ReadLine() is { } text; number++)
            {
                if (text.Trim().Length == 0)
                {
                    continue;
                }

                if (Parse(text) is { } line)
                {
                    lines.Add(line);
                }
                else
                {
                    faults.Add(string.Format(CultureInfo.InvariantCulture, "Line {0} of {1} is none of a drill: it was skipped.", number, Path));
                }
            }
        }

        return lines;
    }

    private static DrillLine? Parse(string text)
    {
        try
        {
            DrillLine? line = JsonSerializer.Deserialize(text, DrillJson.Default.DrillLine);
            bool known = line?.Kind is DrillLine.Begun or DrillLine.Started or DrillLine.Interrupted or DrillLine.Ended or DrillLine.Removed;

            // Read once here, so that a word that nobody knows is a fault of its line and not of whoever looks at it.
            line?.Result?.ToResult("", null);
            return known && !string.IsNullOrEmpty(line!.Drill) && (line.Kind != DrillLine.Ended || line.Result is not null) ? line : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>One writer at a time, in whatever process.</summary>
    private FileStream OpenForAppend()
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                return new FileStream(Path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
            }
            catch (IOException e) when (e is not (DirectoryNotFoundException or PathTooLongException) && waited.Elapsed < LongestWait && File.Exists(Path))
            {
                Thread.Sleep(Pause);
            }
        }
    }
}
