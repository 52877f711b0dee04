namespace Obshell.Simulator;

/// <summary>The system's time with its wall clock moved forward or back; its speed does not change.</summary>
/// <param name="ahead">How far the wall clock is ahead of the system's (negative: behind).</param>
public sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    /// <summary>A clock that shows <paramref name="now"/> at this moment and runs on from there.</summary>
    /// <param name="now">What it shows.</param>
    public static ShiftedTime StartingAt(DateTimeOffset now) => new(now - System.GetUtcNow());

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
