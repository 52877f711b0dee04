namespace Obshell.Simulator;

/// <summary>
/// The virtual clock of the cluster, for DAG ticks, limits of 600 s and 3600 s, and durations of OceanBase. It starts at the current real
/// time, and is either scaled or manual (<see cref="SimulatorOptions.ManualClock"/>).
/// </summary>
public sealed class SimulationClock
{
    private readonly TimeProvider _real;
    private readonly double _scale;
    private readonly long _startStamp;
    private readonly Action _afterAdvance;
    private readonly System.Threading.Lock _gate = new();
    private TimeSpan _advanced;

    internal SimulationClock(TimeProvider real, bool manual, double scale, Action afterAdvance)
    {
        if (!manual && !(scale > 0))
            throw new ArgumentOutOfRangeException(nameof(scale), scale, "The time scale must be greater than zero.");
        _real = real;
        _scale = scale;
        IsManual = manual;
        StartedAt = real.GetUtcNow();
        _startStamp = real.GetTimestamp();
        _afterAdvance = afterAdvance;
    }

    /// <summary>The real time at which virtual time began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>True if time passes only during <see cref="Advance"/>, and while a DELETE restore waits for its DAG.</summary>
    public bool IsManual { get; }

    /// <summary>The current virtual time, in UTC.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            var flowed = IsManual ? TimeSpan.Zero : _real.GetElapsedTime(_startStamp) * _scale;
            lock (_gate)
                return StartedAt + flowed + _advanced;
        }
    }

    /// <summary>Advances virtual time, and processes all ticks before it returns. It also works with a scaled clock.</summary>
    /// <param name="time">The time to advance. It must not be negative.</param>
    public void Advance(TimeSpan time)
    {
        Move(time);
        _afterAdvance();
    }

    /// <summary>
    /// Advances virtual time, but does not process the ticks. It is for callers that have the cluster's lock and process the ticks
    /// themselves.
    /// </summary>
    internal void Move(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        lock (_gate)
            _advanced += time;
    }

    /// <summary>Converts a virtual duration to a real duration.</summary>
    internal TimeSpan ToReal(TimeSpan time) => time / _scale;
}
