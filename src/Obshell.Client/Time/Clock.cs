namespace Obshell.Client.Time;

/// <summary>A clock for reading the time, measuring and waiting. Tests use their own clock instead.</summary>
public sealed class Clock
{
    private readonly TimeProvider time;

    internal Clock(TimeProvider time) => this.time = time;

    /// <summary>This machine's own clock.</summary>
    public static Clock OfThisMachine => new(WallClock.Current);

    /// <summary>The moment, in UTC.</summary>
    public DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <summary>A mark for measuring. It is not a time of day, and does not change when the clock is set.</summary>
    public long GetTimestamp() => time.GetTimestamp();

    /// <summary>How much time has passed since a mark.</summary>
    public TimeSpan GetElapsedTime(long since) => time.GetElapsedTime(since);

    /// <summary>How much time is between two marks.</summary>
    public TimeSpan GetElapsedTime(long since, long until) => time.GetElapsedTime(since, until);

    /// <summary>Waits.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => time.DelayAsync(delay, cancellation);
}
