using System;
using System.Threading;
using Obshell.Simulator;

namespace Obshell.Client.Tests.Time;

/// <summary>
/// A virtual clock. A timer fires immediately and advances this clock and the simulated cluster's clock by its duration. Three hours of
/// waiting take milliseconds, and the result is always the same. Only one task can wait at a time, because each timer advances the clock.
/// </summary>
internal sealed class VirtualTime : TimeProvider
{
    private readonly DateTimeOffset start = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private long ticks;

    /// <summary>The cluster whose clock is advanced together with this clock.</summary>
    public SimulatedCluster? Cluster { get; set; }

    /// <summary>An additional jump of the wall clock. A jump must change nothing.</summary>
    public TimeSpan WallClockJump { get; set; }

    /// <summary>The clock for the agents. It shows this time without the jumps, and its timers run in real time.</summary>
    public TimeProvider OfAgents => new AgentsTime(this);

    public TimeSpan Elapsed => TimeSpan.FromTicks(Interlocked.Read(ref ticks));

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref ticks);

    public override DateTimeOffset GetUtcNow() => start + Elapsed + WallClockJump;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime != Timeout.InfiniteTimeSpan)
        {
            Interlocked.Add(ref ticks, dueTime.Ticks);
            Cluster?.Clock.Advance(dueTime);
            ThreadPool.QueueUserWorkItem(_ => callback(state));
        }

        return new Spent();
    }

    public void Advance(TimeSpan time) => Interlocked.Add(ref ticks, time.Ticks);

    private sealed class AgentsTime : TimeProvider
    {
        private readonly VirtualTime clients;

        public AgentsTime(VirtualTime clients) => this.clients = clients;

        public override DateTimeOffset GetUtcNow() => clients.start + clients.Elapsed;
    }

    private sealed class Spent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public System.Threading.Tasks.ValueTask DisposeAsync() => default;
    }
}
