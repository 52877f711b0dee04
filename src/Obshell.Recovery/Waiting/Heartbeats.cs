using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// When a log that shows no progress bar needs another line about a DAG, so that a reader can distinguish waiting from
/// hanging: at each change, and when a minute has passed without one.
/// </summary>
public sealed class Heartbeats
{
    /// <summary>Just below a minute: a look comes every one or two seconds, and a sign is due at least every minute.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(55);

    private readonly Clock time;
    private readonly Dictionary<string, long> last = new(StringComparer.Ordinal);

    /// <param name="time">Measures.</param>
    public Heartbeats(Clock time) => this.time = time;

    /// <summary>Whether a line about the DAG is due; the first one always is.</summary>
    public bool IsDue(string id) => !last.TryGetValue(id, out long since) || time.GetElapsedTime(since) >= Every;

    /// <summary>A line was written.</summary>
    public void Note(string id) => last[id] = time.GetTimestamp();
}
