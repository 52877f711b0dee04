using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using ObshellPS.Tests.Citations;

namespace ObshellPS.Tests.Verdicts;

/// <summary>The tables of docs/reports.md, which promise users the meaning of each verdict.</summary>
internal static class VerdictPage
{
    public static IReadOnlyDictionary<string, string[]> Outcomes { get; } = Table("| Outcome | Means |");

    public static IReadOnlyDictionary<string, string[]> OfDags { get; } = Table("| Verdict | Outcome | Error of `Wait-ObDag` |");

    public static IReadOnlyDictionary<string, string[]> OfDrills { get; } = Table("| Verdict | Outcome | `Invoke-ObRestoreDrill` |");

    /// <summary>Rows by their first cell, without backquotes, which only set the font.</summary>
    private static Dictionary<string, string[]> Table(string head)
    {
        string[] lines = RepositoryFile.TextOf("docs/reports.md").Split('\n');
        int at = Array.FindIndex(lines, line => line.StartsWith(head, StringComparison.Ordinal));
        return lines.Skip(at + 2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => Regex.Split(line.Trim('|', '\r').Replace("`", "", StringComparison.Ordinal), @"\|").Select(cell => cell.Trim()).ToArray())
            .ToDictionary(cells => cells[0], cells => cells[1..]);
    }
}
