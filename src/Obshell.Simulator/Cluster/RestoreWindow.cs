namespace Obshell.Simulator;

/// <summary>A span of time that a backup can be restored to; both ends included.</summary>
/// <param name="Start">First instant.</param>
/// <param name="End">Last instant.</param>
public sealed record RestoreWindow(DateTimeOffset Start, DateTimeOffset End)
{
    /// <param name="scn">Nanoseconds since 1970.</param>
    internal bool Holds(long scn) => Nanoseconds(Start) <= scn && scn <= Nanoseconds(End);

    private static long Nanoseconds(DateTimeOffset time) => (time.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;
}
