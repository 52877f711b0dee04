using System.Collections.Concurrent;
using System.Diagnostics;

namespace Obshell.Recovery.Drills.History;

/// <summary>
/// Finds out whether the drill that wrote a journal line is still running. The tenant of a running drill is not a leftover.
/// </summary>
internal static class DrillProcess
{
    // The ids of the drill runs that are running in this process, in all its runspaces.
    private static readonly ConcurrentDictionary<string, bool> Live = new(StringComparer.Ordinal);
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(2);

    public static int Id { get; } = Process.GetCurrentProcess().Id;

    public static DateTimeOffset Started { get; } = StartOf(Process.GetCurrentProcess()) ?? DateTimeOffset.MinValue;

    public static string Machine => Environment.MachineName;

    public static void Begin(string run) => Live[run] = true;

    public static void End(string run) => Live.TryRemove(run, out _);

    /// <returns>Null when it is not known, e.g. for a process of another machine.</returns>
    public static bool? IsAlive(string machine, int process, DateTimeOffset started, string run)
    {
        if (!machine.Equals(Machine, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        if (process == Id && (started - Started).Duration() < Slack)
        {
            return Live.ContainsKey(run);
        }

        try
        {
            using Process other = Process.GetProcessById(process);

            // Operating systems reuse process ids, so the start time must match too.
            return StartOf(other) is { } began ? (began - started).Duration() < Slack : null;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static DateTimeOffset? StartOf(Process process)
    {
        try
        {
            return new DateTimeOffset(process.StartTime.ToUniversalTime());
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception or NotSupportedException)
        {
            return null;
        }
    }
}
