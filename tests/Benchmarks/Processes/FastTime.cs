using System;
using System.Threading;

namespace Obshell.Benchmarks.Processes;

/// <summary>A clock that runs faster than real time by the given factor. Its timers run faster too.</summary>
internal sealed class FastTime(double factor) : TimeProvider
{
    private readonly DateTimeOffset start = System.GetUtcNow();
    private readonly long origin = System.GetTimestamp();

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => origin + (long)((System.GetTimestamp() - origin) * factor);

    /// <summary>The wall clock is not faster, because only the login uses it and agents refuse a wrong time.</summary>
    public override DateTimeOffset GetUtcNow() => start + System.GetElapsedTime(origin);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : dueTime / factor, period);
}
