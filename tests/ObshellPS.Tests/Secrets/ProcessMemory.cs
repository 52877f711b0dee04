using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;

namespace ObshellPS.Tests.Secrets;

/// <summary>Reads the memory of another process. Linux allows this for the process that started it.</summary>
internal static class ProcessMemory
{
    private const int Chunk = 4 * 1024 * 1024;

    /// <summary>The number of copies of each text in writable memory, in UTF-8 or UTF-16, also in freed memory.</summary>
    public static (int[] Copies, long Bytes) Count(int process, IReadOnlyList<string> texts)
    {
        byte[][] sought = [.. texts.SelectMany(t => new[] { Encoding.UTF8.GetBytes(t), Encoding.Unicode.GetBytes(t) })];
        int overlap = sought.Max(s => s.Length) - 1;
        int[] copies = new int[texts.Count];
        byte[] buffer = new byte[Chunk + overlap];
        long searched = 0;
        using FileStream memory = new($"/proc/{process}/mem", FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 0);
        foreach ((long from, long to) in Writable(process))
        {
            int kept = 0;
            for (long at = from; at < to;)
            {
                int read = Read(memory, at, buffer.AsSpan(kept, (int)Math.Min(Chunk, to - at)));
                if (read <= 0)
                {
                    break;
                }

                Span<byte> seen = buffer.AsSpan(0, kept + read);
                for (int i = 0; i < sought.Length; i++)
                {
                    copies[i / 2] += Occurrences(seen, sought[i]);
                }

                // The end of this chunk is searched again together with the next chunk. This end is shorter than the searched text, so no
                // copy is counted twice.
                kept = Math.Min(overlap, seen.Length);
                seen[^kept..].CopyTo(buffer);
                at += read;
                searched += read;
            }
        }

        return (copies, searched);
    }

    private static int Occurrences(ReadOnlySpan<byte> seen, ReadOnlySpan<byte> sought)
    {
        int count = 0;
        for (int at = 0; seen[at..].IndexOf(sought) is >= 0 and var next; at += next + 1)
        {
            count++;
        }

        return count;
    }

    private static int Read(FileStream memory, long at, Span<byte> into)
    {
        try
        {
            return RandomAccess.Read(memory.SafeFileHandle, into, at);
        }
        catch (IOException)
        {
            // The range is mapped but cannot be read. It is not the process's own memory.
            return 0;
        }
    }

    private static IEnumerable<(long From, long To)> Writable(int process) =>
        from line in File.ReadAllLines($"/proc/{process}/maps")
        let parts = line.Split(' ')
        where parts[1].StartsWith("rw", StringComparison.Ordinal)
        let range = parts[0].Split('-')
        select (Address(range[0]), Address(range[1]));

    private static long Address(string hex) => (long)ulong.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
