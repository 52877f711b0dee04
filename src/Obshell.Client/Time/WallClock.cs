namespace Obshell.Client.Time;

/// <summary>
/// This machine's clock: only this class reads it. A time that an agent must agree with is compared with the agent's own clock (<see
/// cref="ObshellClient.AgentNow"/>) and not with this one.
/// </summary>
public static class WallClock
{
    /// <summary>The moment, in UTC.</summary>
    public static DateTimeOffset Now => Current.GetUtcNow();

    /// <summary>The system's clock, except in test runs on another day.</summary>
    internal static TimeProvider Current { get; set; } = TimeProvider.System;
}
