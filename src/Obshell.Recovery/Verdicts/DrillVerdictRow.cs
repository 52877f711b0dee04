namespace Obshell.Recovery.Verdicts;

/// <summary>The meaning of one drill verdict for errors, views and reports: a row of <see cref="DrillVerdicts"/>.</summary>
public sealed class DrillVerdictRow
{
    internal DrillVerdictRow(string word, Outcome outcome, Ending ending, VerdictError error)
    {
        Word = word;
        Outcome = outcome;
        Ending = ending;
        Error = error;
    }

    /// <summary>The kind of error that <c>Invoke-ObRestoreDrill</c> writes. See also <see cref="MayBeWanted"/>.</summary>
    public VerdictError Error { get; }

    /// <summary>Whether the result is a warning: it is not an error, but a user should look at it.</summary>
    public bool IsWarning { get; internal init; }

    /// <summary>Whether the user may have asked for this result (-WhatIf, or the answer "no"). If so, it is not an error.</summary>
    public bool MayBeWanted { get; internal init; }

    /// <summary>The colour in a view.</summary>
    public Tone Tone => Outcomes.ToneOf(Outcome);

    /// <summary>The verdict as a text for a view.</summary>
    internal string Word { get; }

    /// <summary>The outcome of the verdict.</summary>
    internal Outcome Outcome { get; }

    /// <summary>How the drill ended, as a text for a sentence about one or several drills.</summary>
    internal Ending Ending { get; }

    /// <summary>Whether the restored tenant is kept with <c>-Keep OnFailure</c>.</summary>
    internal bool IsFailureToKeep { get; init; }
}
