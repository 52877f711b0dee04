namespace Obshell.Recovery.Verdicts.Recoveries;

/// <summary>The table of what a recovery's verdict means: one row for each, read by views, errors and reports.</summary>
public static class RecoveryVerdicts
{
    /// <summary>A result that went through a file may hold anything: that proves nothing.</summary>
    private static readonly DrillVerdictRow Unknown = new("Unknown", Outcome.Unproven, Ending.Unconfirmed, VerdictError.InvalidResult);

    private static readonly Dictionary<RecoveryVerdict, DrillVerdictRow> Rows = Enum.GetValues(typeof(RecoveryVerdict)).Cast<RecoveryVerdict>().ToDictionary(v => v, Row);

    /// <summary>The row of a verdict. A number that is no verdict proves nothing.</summary>
    public static DrillVerdictRow Of(RecoveryVerdict verdict) => Rows.TryGetValue(verdict, out DrillVerdictRow? row) ? row : Unknown;

    /// <summary>What the end of its DAG makes of a tenant; null where its checks decide.</summary>
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
