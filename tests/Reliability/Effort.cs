using ObshellPS.Tests;

namespace Obshell.Reliability;

/// <summary>
/// How much a reliability test does. Every test run does the short form (minutes in all); the environment variable
/// <c>OBSHELLPS_EFFORT=full</c> asks for the numbers that <c>docs/reliability.md</c> shows.
/// </summary>
internal static class Effort
{
    public static bool IsFull { get; } = TestVariables.IsFullEffort;

    public static int Of(int inShort, int inFull) => IsFull ? inFull : inShort;
}
