namespace Obshell.Client.Time;

/// <summary>
/// This machine's clock. Only this class reads it. A time that an agent will check is compared with the agent's clock
/// (<see cref="ObshellClient.AgentNow"/>), not with this clock.
/// </summary>
public static class WallClock
{
    /// <summary>The time now, in UTC.</summary>
    public static DateTimeOffset Now => Current.GetUtcNow();

    /// <summary>The system's clock. A test run can replace it to run on another day.</summary>
    internal static TimeProvider Current { get; set; } = TimeProvider.System;
}
