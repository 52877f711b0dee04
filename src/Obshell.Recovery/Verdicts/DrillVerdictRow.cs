namespace Obshell.Recovery.Verdicts;

/// <summary>All that is decided about one verdict on a drill: a row of <see cref="DrillVerdicts"/>.</summary>
public sealed class DrillVerdictRow
{
    internal DrillVerdictRow(string word, Outcome outcome, Ending ending, VerdictError error)
    {
        Word = word;
        Outcome = outcome;
        Ending = ending;
        Error = error;
    }

    /// <summary>The kind of error of <c>Invoke-ObRestoreDrill</c>; see <see cref="MayBeWanted"/> too.</summary>
    public VerdictError Error { get; }

    /// <summary>Not an error, but to be looked at.</summary>
    public bool IsWarning { get; internal init; }

    /// <summary>The command did what it was asked to do (-WhatIf, an answer of no): then it is not an error.</summary>
    public bool MayBeWanted { get; internal init; }

    /// <summary>The colour in a view.</summary>
    public Tone Tone => Outcomes.ToneOf(Outcome);

    /// <summary>As it is shown.</summary>
    internal string Word { get; }

    /// <summary>What it comes to.</summary>
    internal Outcome Outcome { get; }

    /// <summary>How it ended, for a sentence about one or several.</summary>
    internal Ending Ending { get; }

    /// <summary>Of a tenant that was restored: it is kept where the user keeps failures.</summary>
    internal bool IsFailureToKeep { get; init; }
}
