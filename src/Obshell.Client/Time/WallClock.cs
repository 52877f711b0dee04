namespace Obshell.Client.Time;

/// <summary>
/// This machine's clock. Only this class reads it. Times that an agent judges are compared with the agent's own clock
/// (<see cref="ObshellClient.AgentNow"/>), not with this clock.
/// </summary>
public static class WallClock
{
    /// <summary>The time now, in UTC.</summary>
    public static DateTimeOffset Now => Current.GetUtcNow();

    /// <summary>The system's clock, except in test runs on another day.</summary>
    internal static TimeProvider Current { get; set; } = TimeProvider.System;
}
