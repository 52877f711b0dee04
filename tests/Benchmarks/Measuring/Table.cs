using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Benchmarks.Processes;

namespace Obshell.Benchmarks.Measuring;

/// <summary>
/// Runs the measurements one after the other and writes the results to the screen and to <c>out/performance/table.md</c>.
/// </summary>
internal static class Table
{
    private const string Head = "| What | Target | Measured | |\n|---|---|---|---|";

    /// <returns>The exit code: 0 if all targets are met.</returns>
    public static async Task<int> WriteAsync(IReadOnlyList<IRow> rows, IReadOnlyList<string> names)
    {
        if (names.FirstOrDefault(n => rows.All(r => r.Name != n)) is { } unknown)
        {
            Console.Error.WriteLine($"There is no row '{unknown}', only {string.Join(", ", rows.Select(r => r.Name))}.");
            return 2;
        }

        var lines = new List<string> { Head };
        bool allMet = true;
        Console.WriteLine(Head);
        foreach (IRow row in rows.Where(r => names.Count == 0 || names.Contains(r.Name)))
        {
            foreach (Figure figure in await row.MeasureAsync())
            {
                allMet &= figure.IsMet != false;
                lines.Add($"| {figure.What} | {figure.Target} | {figure.Measured} | {figure.IsMet switch { true => "met", false => "**missed**", null => "" }} |");
                Console.WriteLine(lines[^1]);
            }
        }

        string folder = Path.Combine(Child.RepoRoot, "out", "performance");
        Directory.CreateDirectory(folder);
        await File.WriteAllLinesAsync(Path.Combine(folder, "table.md"), lines);
        return allMet ? 0 : 1;
    }
}
