using System.Globalization;
using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>What a report says of a drill.</summary>
internal static class DrillReading
{
    private const int MaxChecks = 100;

    /// <summary>The layer that agents never tell of: that it stays open spoils no drill.</summary>
    private const string Databases = "Databases";

    public static ReportItem Of(RestoreDrillResult drill)
    {
        DisplayText name = DisplayText.Of(drill.SourceName, 200).Or("(no name)");
        DrillVerdictRow row = DrillVerdicts.Of(drill.Verdict);
        string doubt = Contradiction(drill);
        Outcome outcome = doubt.Length > 0 ? Outcome.Unproven : row.Outcome;
        DisplayText reason = doubt.Length > 0 ? DisplayText.Own(doubt) : DisplayText.Of(drill.Reason);
        Target rto = new("RTO", "Recovery time", drill.RecoveryTime, drill.TargetRto);
        Target rpo = new("RPO", "Recovery point", drill.RecoveryPointAge, drill.TargetRpo);
        Ending ending = doubt.Length > 0 ? Ending.Unconfirmed : row.Ending;
        return new ReportItem
        {
            Kind = ReportKind.Drill,
            Outcome = outcome,
            Name = name,
            Verdict = DisplayText.Own(doubt.Length > 0 ? "Unconfirmed" : row.Word),
            Ending = ending,
            Sentence = Sentence(name, drill, outcome, ending, reason),
            ReasonId = doubt.Length > 0 ? DisplayText.Own("ResultContradictsItself") : DisplayText.Of(drill.ReasonId, 100),
            Reason = reason,
            Advice = doubt.Length > 0 ? DisplayText.Own("Run the drill again, and do not count on this result.") : DisplayText.Of(drill.Advice),
            Cluster = DisplayText.Of(drill.ClusterName, 200),
            Tenant = DisplayText.Of(drill.TenantName, 200),
            StartedAt = Known(drill.StartedAt),
            EndedAt = Known(drill.EndedAt),
            Took = Known(drill.EndedAt) - Known(drill.StartedAt),
            Rto = rto,
            Rpo = rpo,
            ReachedPoint = drill.ReachedPoint is { } reached ? DisplayText.Own(Amounts.Of(reached)) : default,
            Bytes = drill.Bytes,
            BytesPerSecond = drill.BytesPerSecond,
            Cleanup = DisplayText.Of(drill.CleanupText).Or(CleanupWord(drill.Cleanup)),
            LeftBehind = drill.Cleanup == DrillCleanup.LeftBehind,
            Figures = [.. Figures(drill)],
            Request = [.. Request(drill)],
            Timelines = [.. DrillTimeline.Of(drill), .. DagTimeline.Of(drill.Dag)],
            Throughput = ThroughputReading.Of(drill.Samples),
            Trend = TrendReading.Of(drill, outcome),
            Checks = [.. drill.Checks.OfType<DrillCheck>().Take(MaxChecks).Select(CheckReading.Of)],
            Findings = [.. drill.Findings.OfType<PreflightFinding>().Take(MaxChecks).Select(CheckReading.Of)],
            LogSource = drill.Dag,
        };
    }

    /// <summary>A pass that its own figures deny is none, wherever the result comes from.</summary>
    private static string Contradiction(RestoreDrillResult drill)
    {
        if (DrillVerdicts.Of(drill.Verdict).Outcome != Outcome.Good)
        {
            return "";
        }

        if (drill.Checks.OfType<DrillCheck>().FirstOrDefault(IsAgainst) is { } check)
        {
            return $"The result says Passed, but its check {DisplayText.Of(check.Name, 100)} says {check.Verdict}.";
        }

        return drill.MetTargetRto == false ? "The result says Passed, but its recovery time is over the target."
            : drill.MetTargetRpo == false ? "The result says Passed, but its recovery point is over the target."
            : !drill.Checks.OfType<DrillCheck>().Any(c => c.Verdict == DrillCheckVerdict.Passed) ? "The result says Passed, but holds no check that passed."
            : drill.RecoveryTime is null ? "The result says Passed, but holds no recovery time."
            : "";
    }

    private static bool IsAgainst(DrillCheck check) =>
        check.Verdict != DrillCheckVerdict.Passed && !(check.Verdict == DrillCheckVerdict.NotVerified && check.Name == Databases);

    private static DisplayText Sentence(DisplayText name, RestoreDrillResult drill, Outcome outcome, Ending ending, DisplayText reason)
    {
        string took = drill.RecoveryTime is { } time ? " in " + Amounts.Of(time) : "";
        string words = outcome == Outcome.Good
            ? $"The backup of {name} was restored and checked{took}"
            : $"The drill of {name} {ending.One}" + (reason.IsEmpty ? "" : ": " + reason.ToString().TrimEnd('.'));
        return DisplayText.Own(words);
    }

    private static IEnumerable<Fact> Figures(RestoreDrillResult drill)
    {
        if (drill.Bytes is { } bytes)
        {
            yield return new Fact("Restored", DisplayText.Own(Amounts.OfBytes(bytes) + (drill.Tablets is { } tablets ? ", " + Amounts.OfCount(tablets, "tablet", "tablets") : "")));
        }

        if (drill.BytesPerSecond is { } rate)
        {
            yield return new Fact("Rate", DisplayText.Own(Amounts.OfBytes(rate) + "/s"));
        }

        if (drill.ReachedPoint is { } reached)
        {
            yield return new Fact("Point reached", DisplayText.Own(Amounts.Of(reached)));
        }

        if (drill.NewestRestorablePoint is { } newest)
        {
            yield return new Fact("Newest point there was", DisplayText.Own(Amounts.Of(newest)));
        }

        if (Known(drill.StartedAt) is { } started)
        {
            yield return new Fact("Began", DisplayText.Own(Amounts.Of(started)));
        }

        if (Known(drill.EndedAt) is { } ended)
        {
            yield return new Fact("Ended", DisplayText.Own(Amounts.Of(ended)));
        }

        yield return new Fact("Throw-away tenant", DisplayText.Of(drill.CleanupText).Or(CleanupWord(drill.Cleanup)));
    }

    private static IEnumerable<Fact> Request(RestoreDrillResult drill) => FactList.Of(
        ("Data backup", DisplayText.Of(drill.DataBackupUri)),
        ("Archived log", DisplayText.Of(drill.ArchiveLogUri)),
        ("Point asked for", DisplayText.Of(drill.RequestedPoint)),
        ("Cluster", DisplayText.Of(drill.ClusterName)),
        ("Tenant made", DisplayText.Of(drill.TenantName)),
        ("DAG", DisplayText.Of(drill.DagId)),
        ("Restore job", DisplayText.Own(drill.JobId?.ToString(CultureInfo.InvariantCulture) ?? "")),
        ("Target RTO", DisplayText.Own(drill.TargetRto is { } rto ? Amounts.Of(rto) : "")),
        ("Target RPO", DisplayText.Own(drill.TargetRpo is { } rpo ? Amounts.Of(rpo) : "")),
        ("Drill", DisplayText.Of(drill.DrillId)));

    private static string CleanupWord(DrillCleanup cleanup) => cleanup switch
    {
        DrillCleanup.NothingMade => "None was made.",
        DrillCleanup.Dropped => "Dropped.",
        DrillCleanup.Kept => "Kept, as was asked for.",
        _ => "Left behind, or not known to be gone.",
    };

    private static DateTimeOffset? Known(DateTimeOffset moment) => moment.Year > 1970 ? moment : null;
}
