namespace Obshell.Recovery.Verdicts;

/// <summary>
/// The outcome of a verdict. The best outcome is first. Views, errors, drills and reports use it with the same meaning (docs/reports.md).
/// </summary>
internal enum Outcome
{
    /// <summary>Success is proven.</summary>
    Good,

    /// <summary>Success is proven, but the restore was slower, or the data is older, than the user's target allows.</summary>
    Missed,

    /// <summary>A user cancelled the work or rolled it back. This is not a success and not a failure.</summary>
    Interrupted,

    /// <summary>Nothing is proven: skipped, not verified, passed by a user (DAG PASS), or still running.</summary>
    Unproven,

    /// <summary>The result is a failure.</summary>
    Bad,
}
