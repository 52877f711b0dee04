namespace Obshell.Recovery.Verdicts;

/// <summary>The outcome of a verdict, the best one first. Views, errors, drills and reports use the same meaning (docs/reports.md).</summary>
internal enum Outcome
{
    /// <summary>Proven.</summary>
    Good,

    /// <summary>Proven, but slower or older than the user's target allows.</summary>
    Missed,

    /// <summary>A user asked for the end: a cancel or a rollback. It is neither a proof nor a failure.</summary>
    Interrupted,

    /// <summary>Nothing was proven: skipped, not verified, marked as passed by hand, or still running.</summary>
    Unproven,

    /// <summary>It failed.</summary>
    Bad,
}
