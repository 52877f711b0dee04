namespace Obshell.Recovery.Verdicts;

/// <summary>The table of what a drill's verdict means: one row for each, read by views, errors, warnings and reports.</summary>
public static class DrillVerdicts
{
    /// <summary>A history that was written by hand, or by a later version, may hold anything: that proves nothing.</summary>
    private static readonly DrillVerdictRow Unknown = new("Unknown", Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult);

    private static readonly Dictionary<DrillVerdict, DrillVerdictRow> Rows = Enum.GetValues(typeof(DrillVerdict)).Cast<DrillVerdict>().ToDictionary(v => v, Row);

    /// <summary>The row of a verdict. A number that is no verdict proves nothing.</summary>
    public static DrillVerdictRow Of(DrillVerdict verdict) => Rows.TryGetValue(verdict, out DrillVerdictRow? row) ? row : Unknown;

    private static DrillVerdictRow Row(DrillVerdict verdict) => verdict switch
    {
        DrillVerdict.NotVerified => new(verdict.ToString(), Outcome.Unproven, Ending.NotVerified, VerdictError.None) { IsWarning = true, IsFailureToKeep = true },
        DrillVerdict.Passed => new(verdict.ToString(), Outcome.Good, Ending.Passed, VerdictError.None),
        DrillVerdict.MissedTarget => new(verdict.ToString(), Outcome.Missed, Ending.MissedTarget, VerdictError.None) { IsWarning = true },
        DrillVerdict.Failed => new(verdict.ToString(), Outcome.Bad, Ending.Failed, VerdictError.InvalidResult) { IsFailureToKeep = true },
        DrillVerdict.Skipped => new(verdict.ToString(), Outcome.Unproven, Ending.Skipped, VerdictError.InvalidOperation) { MayBeWanted = true },

        // Also where a user stopped it: a drill is there to prove a backup, and this one has not.
        DrillVerdict.Interrupted => new(verdict.ToString(), Outcome.Unproven, Ending.Interrupted, VerdictError.Stopped),
    };
}
