namespace Obshell.Recovery.Verdicts;

/// <summary>Everything that is decided about one verdict on a drill: a row of <see cref="DrillVerdicts"/>.</summary>
public sealed class DrillVerdictRow
{
    internal DrillVerdictRow(string word, Outcome outcome, Ending ending, VerdictError error)
    {
        Word = word;
        Outcome = outcome;
        Ending = ending;
        Error = error;
    }

    /// <summary>The kind of error of <c>Invoke-ObRestoreDrill</c>. See also <see cref="MayBeWanted"/>.</summary>
    public VerdictError Error { get; }

    /// <summary>The result is not an error, but a user should look at it.</summary>
    public bool IsWarning { get; internal init; }

    /// <summary>The command did what the user asked for (-WhatIf, or the answer "no"). In that case the result is not an error.</summary>
    public bool MayBeWanted { get; internal init; }

    /// <summary>The colour in a view.</summary>
    public Tone Tone => Outcomes.ToneOf(Outcome);

    /// <summary>The verdict as a view shows it.</summary>
    internal string Word { get; }

    /// <summary>The outcome of the verdict.</summary>
    internal Outcome Outcome { get; }

    /// <summary>How the drill ended, for a sentence about one or several drills.</summary>
    internal Ending Ending { get; }

    /// <summary>The verdict is about a tenant that was restored. Such a tenant is kept when the user keeps failures.</summary>
    internal bool IsFailureToKeep { get; init; }
}
