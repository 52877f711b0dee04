namespace Obshell.Recovery.Verdicts;

/// <summary>The table of drill verdicts, with one row for each verdict. Views, errors, warnings and reports use it.</summary>
public static class DrillVerdicts
{
    /// <summary>
    /// The row for unknown numbers: a history that a user or a later version wrote can contain any number. Such a result proves nothing.
    /// </summary>
    private static readonly DrillVerdictRow Unknown = new("Unknown", Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult);

    private static readonly Dictionary<DrillVerdict, DrillVerdictRow> Rows = Enum.GetValues(typeof(DrillVerdict)).Cast<DrillVerdict>().ToDictionary(v => v, Row);

    /// <summary>The row of a verdict. A number that is not a verdict has a row that proves nothing.</summary>
    public static DrillVerdictRow Of(DrillVerdict verdict) => Rows.TryGetValue(verdict, out DrillVerdictRow? row) ? row : Unknown;

    private static DrillVerdictRow Row(DrillVerdict verdict) => verdict switch
    {
        DrillVerdict.NotVerified => new(verdict.ToString(), Outcome.Unproven, Ending.NotVerified, VerdictError.None) { IsWarning = true, IsFailureToKeep = true },
        DrillVerdict.Passed => new(verdict.ToString(), Outcome.Good, Ending.Passed, VerdictError.None),
        DrillVerdict.MissedTarget => new(verdict.ToString(), Outcome.Missed, Ending.MissedTarget, VerdictError.None) { IsWarning = true },
        DrillVerdict.Failed => new(verdict.ToString(), Outcome.Bad, Ending.Failed, VerdictError.InvalidResult) { IsFailureToKeep = true },
        DrillVerdict.Skipped => new(verdict.ToString(), Outcome.Unproven, Ending.Skipped, VerdictError.InvalidOperation) { MayBeWanted = true },

        // A drill that a user stopped is also Unproven: the purpose of a drill is to prove a backup, and this drill did not prove it.
        DrillVerdict.Interrupted => new(verdict.ToString(), Outcome.Unproven, Ending.Interrupted, VerdictError.Stopped),
    };
}
