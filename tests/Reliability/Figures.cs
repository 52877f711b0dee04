using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace Obshell.Reliability;

/// <summary>
/// Writes the results of a reliability run to <c>out/reliability</c>: one file per topic, and one row of a Markdown table per value.
/// <c>docs/reliability.md</c> shows the results of a full run.
/// </summary>
internal static class Figures
{
    private static readonly Lock Gate = new();

    private static string Folder { get; } = Path.Combine(
        typeof(Figures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepoRoot").Value!, "out", "reliability");

    /// <summary>Replaces the file of a topic.</summary>
    /// <param name="topic">The name of the file, such as <c>soak</c>.</param>
    /// <param name="rows">For each value: what was counted, the required value, the measured value.</param>
    public static void Write(string topic, params (string What, string Demanded, string Was)[] rows)
    {
        lock (Gate)
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllLines(Path.Combine(Folder, topic + ".md"),
            [
                $"<!-- {topic}, {(Effort.IsFull ? "full" : "short")} form, {Environment.ProcessorCount} cores, .NET {Environment.Version} -->",
                "| What | Demanded | Was |",
                "|---|---|---|",
                .. rows.Select(r => $"| {r.What} | {r.Demanded} | {r.Was} |"),
            ]);
        }
    }
}
