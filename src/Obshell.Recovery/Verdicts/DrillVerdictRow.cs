namespace Obshell.Recovery.Verdicts;

/// <summary>All that is decided about one verdict on a drill.</summary>
/// <param name="Word">As it is shown.</param>
/// <param name="Outcome">What it comes to.</param>
/// <param name="Ending">In a few words, for a sentence about one or several.</param>
/// <param name="Error">The kind of error of <c>Invoke-ObRestoreDrill</c>.</param>
internal sealed record DrillVerdictRow(string Word, Outcome Outcome, Ending Ending, VerdictError Error)
{
    /// <summary>Not an error, and to be looked at all the same.</summary>
    public bool IsWarning { get; init; }

    /// <summary>The command did what it was told (-WhatIf, an answer of no): then it is not an error.</summary>
    public bool MayBeWanted { get; init; }

    /// <summary>Of a tenant that was restored: it is kept where the user keeps failures.</summary>
    public bool IsFailureToKeep { get; init; }

    /// <summary>The colour in a view.</summary>
    public Tone Tone => Outcomes.ToneOf(Outcome);
}
