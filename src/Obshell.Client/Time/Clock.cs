namespace Obshell.Client.Time;

/// <summary>A clock for reading the time, measuring and waiting. Tests use their own clock instead.</summary>
public sealed class Clock
{
    private readonly TimeProvider time;

    internal Clock(TimeProvider time) => this.time = time;

    /// <summary>This machine's own clock.</summary>
    public static Clock OfThisMachine => new(WallClock.Current);

    /// <summary>The time now, in UTC.</summary>
    public DateTimeOffset GetUtcNow() => time.GetUtcNow();

    /// <summary>A mark for measuring time. It does not depend on the time of day, so setting the clock does not change it.</summary>
    public long GetTimestamp() => time.GetTimestamp();

    /// <summary>The time since a mark.</summary>
    public TimeSpan GetElapsedTime(long since) => time.GetElapsedTime(since);

    /// <summary>The time between two marks.</summary>
    public TimeSpan GetElapsedTime(long since, long until) => time.GetElapsedTime(since, until);

    /// <summary>Waits.</summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellation) => time.DelayAsync(delay, cancellation);
}
