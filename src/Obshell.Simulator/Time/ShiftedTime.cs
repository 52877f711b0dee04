namespace Obshell.Simulator;

/// <summary>The system's time, shifted forward or back. Its speed does not change.</summary>
/// <param name="ahead">The difference from the system's time (negative: earlier).</param>
public sealed class ShiftedTime(TimeSpan ahead) : TimeProvider
{
    /// <summary>Makes a clock that shows <paramref name="now"/> and continues from this time.</summary>
    /// <param name="now">The current time of the new clock.</param>
    public static ShiftedTime StartingAt(DateTimeOffset now) => new(now - System.GetUtcNow());

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
