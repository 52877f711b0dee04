using System;

namespace Obshell.Client.Time;

/// <summary>
/// This machine's clock: the one place where it is read. Nothing that an agent has to agree with is judged by it, but by the
/// agent's own (<see cref="ObConnection.AgentNow"/>).
/// </summary>
internal static class WallClock
{
    /// <summary>The system's, but in the test runs on another day.</summary>
    public static TimeProvider Current { get; set; } = TimeProvider.System;
}
