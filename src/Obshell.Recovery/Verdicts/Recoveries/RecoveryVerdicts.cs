namespace Obshell.Recovery.Verdicts.Recoveries;

/// <summary>The table of recovery verdicts, with one row for each verdict. Views, errors and reports use it.</summary>
public static class RecoveryVerdicts
{
    /// <summary>The row for unknown numbers: a result from a file can contain any number. Such a result proves nothing.</summary>
    private static readonly DrillVerdictRow Unknown = new("Unknown", Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult);

    private static readonly Dictionary<RecoveryVerdict, DrillVerdictRow> Rows = Enum.GetValues(typeof(RecoveryVerdict)).Cast<RecoveryVerdict>().ToDictionary(v => v, Row);

    /// <summary>The row of a verdict. A number that is not a verdict has a row that proves nothing.</summary>
    public static DrillVerdictRow Of(RecoveryVerdict verdict) => Rows.TryGetValue(verdict, out DrillVerdictRow? row) ? row : Unknown;

    /// <summary>The verdict on a tenant from the end of its DAG; null when the checks of the tenant decide.</summary>
    internal static RecoveryVerdict? OfEnd(DagDetail dag) => dag.Row.Drill is { } drill ? Of(drill) : null;

    private static RecoveryVerdict Of(DrillVerdict drill) => drill switch
    {
        DrillVerdict.Failed => RecoveryVerdict.Failed,
        DrillVerdict.Interrupted => RecoveryVerdict.Interrupted,
        DrillVerdict.Skipped => RecoveryVerdict.Skipped,
        DrillVerdict.NotVerified or DrillVerdict.Passed or DrillVerdict.MissedTarget => RecoveryVerdict.NotVerified,
    };

    private static DrillVerdictRow Row(RecoveryVerdict verdict) => verdict switch
    {
        RecoveryVerdict.NotVerified => new(verdict.ToString(), Outcome.Unproven, Ending.NotVerified, VerdictError.None) { IsWarning = true },
        RecoveryVerdict.Restored => new(verdict.ToString(), Outcome.Good, Ending.Passed, VerdictError.None),
        RecoveryVerdict.Failed => new(verdict.ToString(), Outcome.Bad, Ending.Failed, VerdictError.InvalidResult),
        RecoveryVerdict.Skipped => new(verdict.ToString(), Outcome.Unproven, Ending.Skipped, VerdictError.InvalidOperation) { MayBeWanted = true },
        RecoveryVerdict.Interrupted => new(verdict.ToString(), Outcome.Unproven, Ending.Interrupted, VerdictError.Stopped),
    };
}
