using ObshellPS.Tests;

namespace Obshell.Reliability;

/// <summary>
/// How often a reliability test repeats its work. A normal test run uses the short form, which takes some minutes in total. With the
/// environment variable <c>OBSHELLPS_EFFORT=full</c> a run uses the numbers in <c>docs/reliability.md</c>.
/// </summary>
internal static class Effort
{
    public static bool IsFull { get; } = TestVariables.IsFullEffort;

    public static int Of(int inShort, int inFull) => IsFull ? inFull : inShort;
}
