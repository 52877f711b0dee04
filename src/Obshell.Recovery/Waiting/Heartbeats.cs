using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Decides when a log without a progress bar needs a new line about a DAG: at each change, and after a minute without a change. So the
/// reader sees that the wait is still running.
/// </summary>
public sealed class Heartbeats
{
    /// <summary>
    /// The time after which a line is due. It is less than a minute, because the line is written at the next poll. So there is a line at
    /// least every minute.
    /// </summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(55);

    private readonly Clock time;
    private readonly Dictionary<string, long> last = new(StringComparer.Ordinal);

    /// <param name="time">The clock that measures the time.</param>
    public Heartbeats(Clock time) => this.time = time;

    /// <summary>Whether a line about the DAG is due. The first line is always due.</summary>
    public bool IsDue(string id) => !last.TryGetValue(id, out long since) || time.GetElapsedTime(since) >= Every;

    /// <summary>Records that a line was written.</summary>
    public void Note(string id) => last[id] = time.GetTimestamp();
}
