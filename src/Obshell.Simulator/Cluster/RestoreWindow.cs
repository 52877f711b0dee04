namespace Obshell.Simulator;

/// <summary>A time range. A backup can be restored to any point in it, including both ends.</summary>
/// <param name="Start">The first point.</param>
/// <param name="End">The last point.</param>
public sealed record RestoreWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <param name="scn">Nanoseconds since 1970.</param>
    internal bool Holds(long scn) => Nanoseconds(Start) <= scn && scn <= Nanoseconds(End);

    private static long Nanoseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;
}
