using System;
using System.Collections.Generic;
using System.Linq;
using ObshellPS.Architecture.Reading;

namespace ObshellPS.Architecture.Drawing;

/// <summary>The folders of one assembly, in rows. Each folder uses only folders in lower rows.</summary>
internal sealed class HouseFloor
{
    private readonly Dictionary<string, int> heights = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> uses;

    public HouseFloor(BuiltAssembly assembly)
    {
        Name = assembly.Project;
        uses = assembly.Uses.Select(u => (u.From, u.To)).Distinct().ToLookup(u => u.From, u => u.To, StringComparer.Ordinal);
        Rows =
        [
            .. assembly.Types.Select(t => t.Folder).Distinct(StringComparer.Ordinal).GroupBy(f => HeightOf(f, [])).OrderByDescending(g => g.Key)
                .Select(g => g.Order(StringComparer.Ordinal).ToArray()),
        ];
    }

    public string Name { get; }

    /// <summary>The rows, from top to bottom.</summary>
    public IReadOnlyList<string[]> Rows { get; }

    private int HeightOf(string folder, HashSet<string> way)
    {
        if (heights.TryGetValue(folder, out int known))
        {
            return known;
        }

        if (!way.Add(folder))
        {
            throw new InvalidOperationException($"{Name}: {string.Join(" -> ", way)} -> {folder} is a cycle, so the folders cannot be drawn in rows. Remove one of these uses.");
        }

        int height = uses[folder].Select(f => HeightOf(f, way) + 1).DefaultIfEmpty(0).Max();
        way.Remove(folder);
        return heights[folder] = height;
    }
}
