using Obshell.Client.Time;

namespace Obshell.Recovery.Waiting;

/// <summary>
/// Decides when a log without a progress bar needs another line about a DAG: at each change, and after a minute without a change. The
/// reader can then distinguish a DAG that waits from one that hangs.
/// </summary>
public sealed class Heartbeats
{
    /// <summary>Just below a minute: there is a look every one or two seconds, and a line is due at least every minute.</summary>
    internal static readonly TimeSpan Every = TimeSpan.FromSeconds(55);

    private readonly Clock time;
    private readonly Dictionary<string, long> last = new(StringComparer.Ordinal);

    /// <param name="time">The clock that measures.</param>
    public Heartbeats(Clock time) => this.time = time;

    /// <summary>Whether a line about the DAG is due. The first line is always due.</summary>
    public bool IsDue(string id) => !last.TryGetValue(id, out long since) || time.GetElapsedTime(since) >= Every;

    /// <summary>Records that a line was written.</summary>
    public void Note(string id) => last[id] = time.GetTimestamp();
}
