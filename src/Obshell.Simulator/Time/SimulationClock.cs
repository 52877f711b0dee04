namespace Obshell.Simulator;

/// <summary>
/// The virtual clock of the cluster: DAG ticks, limits of 600 s and 3600 s, and OceanBase's own durations run on it.
/// It starts at the present time of the wall clock and is either scaled or manual (<see cref="SimulatorOptions.ManualClock"/>).
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

    /// <summary>Wall clock time at which virtual time began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>True when time passes only by <see cref="Advance"/> (and while a DELETE restore waits for its DAG).</summary>
    public bool IsManual { get; }

    /// <summary>Virtual now, in UTC.</summary>
    public DateTimeOffset UtcNow
    {
        get
        {
            var flowed = IsManual ? TimeSpan.Zero : _real.GetElapsedTime(_startStamp) * _scale;
            lock (_gate)
                return StartedAt + flowed + _advanced;
        }
    }

    /// <summary>
    /// Moves virtual time forward and processes every tick on the way before it returns. Works on a scaled clock too.
    /// </summary>
    /// <param name="time">How far; must not be negative.</param>
    public void Advance(TimeSpan time)
    {
        Move(time);
        _afterAdvance();
    }

    /// <summary>Moves without processing: for callers that hold the cluster's lock and process the ticks themselves.</summary>
    internal void Move(TimeSpan time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(time, TimeSpan.Zero);
        lock (_gate)
            _advanced += time;
    }

    /// <summary>Real duration of a virtual one.</summary>
    internal TimeSpan ToReal(TimeSpan time) => time / _scale;
}
