namespace Obshell.Client.Time;

/// <summary>A clock to read, to measure by and to wait on. Tests put their own in its place.</summary>
public sealed class Clock
{
    private readonly TimeProvider time;

    internal Clock(TimeProvider time) => this.time = time;

    /// <summary>The machine's own.</summary>
    public static Clock OfThisMachine => new(WallClock.Current);

    /// <summary>The moment, in UTC.</summary>
    public DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <summary>A mark to measure from; not a moment, and not moved when the clock is set.</summary>
    public long GetTimestamp() => time.GetTimestamp();

    /// <summary>How much time has passed since a mark.</summary>
    public TimeSpan GetElapsedTime(long since) => time.GetElapsedTime(since);

    /// <summary>How much time lies between two marks.</summary>
    public TimeSpan GetElapsedTime(long since, long until) => time.GetElapsedTime(since, until);

    /// <summary>Waits.</summary>
    /// <exception cref="OperationCanceledException">The wait was ended.</exception>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => time.DelayAsync(delay, cancellation);
}
