using System;
using System.Collections.Generic;
using System.Linq;
using ObshellPS.Architecture.Reading;

namespace ObshellPS.Tests.Architecture;

/// <summary>The folders of a project, in rows from bottom to top. A folder can use folders of its own row and of lower rows.</summary>
internal sealed class FolderLayers(string project, params string[][] rows)
{
    /// <summary>One text for each time that a folder uses a folder of a higher row, and for each folder that is in no row.</summary>
    public IEnumerable<string> Faults(IEnumerable<FolderUse> uses)
    {
        foreach (FolderUse use in uses)
        {
            (int from, int to) = (RowOf(use.From), RowOf(use.To));
            if (from < 0 || to < 0)
            {
                yield return $"src/{project}/{(from < 0 ? use.From : use.To)} has no place among the layers of {project}.";
            }
            else if (from < to)
            {
                yield return $"src/{project}/{use.From} may not use {use.To}: {use.Why}.";
            }
        }
    }

    /// <summary>Each chain of uses that starts and ends at the same folder.</summary>
    public static IEnumerable<string> Cycles(string project, IEnumerable<FolderUse> uses)
    {
        ILookup<string, FolderUse> from = uses.ToLookup(u => u.From);
        HashSet<string> done = [];
        foreach (string start in from.Select(f => f.Key))
        {
            foreach (string cycle in Walk(start, []))
            {
                yield return $"{project}: {cycle}";
            }
        }

        IEnumerable<string> Walk(string folder, List<FolderUse> way)
        {
            if (way.FindIndex(u => u.From == folder) is >= 0 and var at)
            {
                return [string.Join("; ", way.Skip(at).Select(u => $"{u.From} -> {u.To} ({u.Why})"))];
            }

            return done.Contains(folder) ? [] : [.. from[folder].DistinctBy(u => u.To).SelectMany(u => Walk(u.To, [.. way, u])), .. Done(folder)];
        }

        string[] Done(string folder)
        {
            done.Add(folder);
            return [];
        }
    }

    private int RowOf(string folder) => Array.FindIndex(rows, row => row.Contains(folder) || row.Any(r => r.EndsWith("/*", StringComparison.Ordinal) && folder.StartsWith(r[..^1], StringComparison.Ordinal)));
}
