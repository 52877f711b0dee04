namespace Obshell.Recovery.Verdicts;

/// <summary>How views and JUnit show each outcome. The symbols of an output format are in the code of the format.</summary>
internal static class Outcomes
{
    public static Tone ToneOf(Outcome outcome) => outcome switch
    {
        Outcome.Good => Tone.Good,
        Outcome.Missed => Tone.Doubtful,
        Outcome.Interrupted => Tone.Doubtful,
        Outcome.Unproven => Tone.Doubtful,
        Outcome.Bad => Tone.Bad,
    };

    /// <summary>An unproven result is an error in JUnit and not a skipped test, because CI systems show skipped tests as green.</summary>
    public static TestResult TestOf(Outcome outcome) => outcome switch
    {
        Outcome.Good => TestResult.Passed,
        Outcome.Missed => TestResult.Failure,
        Outcome.Interrupted => TestResult.Skipped,
        Outcome.Unproven => TestResult.Error,
        Outcome.Bad => TestResult.Failure,
    };
}
