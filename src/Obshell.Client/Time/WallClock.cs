namespace Obshell.Client.Time;

/// <summary>
/// This machine's clock: the one place where it is read. Nothing that an agent has to agree with is judged by it, but by the
/// agent's own (<see cref="ObshellClient.AgentNow"/>).
/// </summary>
public static class WallClock
{
    /// <summary>The moment, in UTC.</summary>
    public static DateTimeOffset Now => Current.GetUtcNow();

    /// <summary>The system's, but in the test runs on another day.</summary>
    internal static TimeProvider Current { get; set; } = TimeProvider.System;
}
