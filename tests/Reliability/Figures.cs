using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Threading;

namespace Obshell.Reliability;

/// <summary>
/// The figures of a reliability run: one file a topic in <c>out/reliability</c>, one row of a Markdown table a figure.
/// <c>docs/reliability.md</c> shows those of a full run.
/// </summary>
internal static class Figures
{
    private static readonly Lock Gate = new();

    private static string Folder { get; } = Path.Combine(
        typeof(Figures).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(a => a.Key == "RepoRoot").Value!, "out", "reliability");

    /// <summary>Starts a topic's file again.</summary>
    /// <param name="topic">Name of the file, such as <c>soak</c>.</param>
    /// <param name="rows">What was counted, what was demanded, what it was.</param>
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
