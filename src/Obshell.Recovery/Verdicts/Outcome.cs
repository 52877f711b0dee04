namespace Obshell.Recovery.Verdicts;

/// <summary>What a verdict comes to, the best first. One meaning for views, errors, drills and reports (docs/reports.md).</summary>
internal enum Outcome
{
    /// <summary>Proven.</summary>
    Good,

    /// <summary>Proven, but slower or older than was demanded.</summary>
    Missed,

    /// <summary>Someone asked for the end: a cancel or a rollback. Neither a proof nor a failure.</summary>
    Interrupted,

    /// <summary>Nothing was proven: skipped, not verified, passed by hand, still running.</summary>
    Unproven,

    /// <summary>It failed.</summary>
    Bad,
}
