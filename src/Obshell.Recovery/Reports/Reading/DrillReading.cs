using System.Globalization;
using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Makes the report's item about a drill.</summary>
internal static class DrillReading
{
    private const int MaxChecks = 100;

    /// <summary>
    /// Name of the check of databases. Agents list databases only with a password. So if this check is not verified, the outcome does not
    /// change.
    /// </summary>
    private const string Databases = "Databases";

    public static ReportItem Of(RestoreDrillResult drill)
    {
        DisplayText name = DisplayText.Of(drill.SourceName, 200).Or(ReportTexts.NoName);
        DrillVerdictRow row = DrillVerdicts.Of(drill.Verdict);
        string doubt = Contradiction(drill);
        Outcome outcome = doubt.Length > 0 ? Outcome.Unproven : row.Outcome;
        DisplayText reason = doubt.Length > 0 ? DisplayText.Own(doubt) : DisplayText.Of(drill.Reason);
        Target rto = Target.Rto(drill.RecoveryTime, drill.TargetRto);
        Target rpo = Target.Rpo(drill.RecoveryPointAge, drill.TargetRpo);
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
            Advice = doubt.Length > 0 ? DisplayText.Own(ReportTexts.DoubtfulAdvice) : DisplayText.Of(drill.Advice),
            Cluster = DisplayText.Of(drill.ClusterName, 200),
            Tenant = TenantMade(drill),
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

    /// <summary>
    /// Why the data of a passed drill contradict its verdict; empty when they do not. Such a drill is not shown as passed.
    /// </summary>
    private static string Contradiction(RestoreDrillResult drill)
    {
        if (DrillVerdicts.Of(drill.Verdict).Outcome != Outcome.Good)
        {
            return "";
        }

        if (drill.Checks.OfType<DrillCheck>().FirstOrDefault(IsAgainst) is { } check)
        {
            return ReportTexts.FormatDoubtCheck(DisplayText.Of(check.Name, 100), check.Verdict.ToString());
        }

        return drill.MetTargetRto == false ? ReportTexts.DoubtRto
            : drill.MetTargetRpo == false ? ReportTexts.DoubtRpo
            : !drill.Checks.OfType<DrillCheck>().Any(c => c.Verdict == DrillCheckVerdict.Passed) ? ReportTexts.DoubtNoCheck
            : drill.RecoveryTime is null ? ReportTexts.DoubtNoTime
            : "";
    }

    private static bool IsAgainst(DrillCheck check) =>
        check.Verdict != DrillCheckVerdict.Passed && !(check.Verdict == DrillCheckVerdict.NotVerified && check.Name == Databases);

    private static DisplayText Sentence(DisplayText name, RestoreDrillResult drill, Outcome outcome, Ending ending, DisplayText reason)
    {
        return DisplayText.Own(
            outcome != Outcome.Good ? Sentences.Ended(reason, r => ReportTexts.FormatDrillEndedBecause(name, ending.One, r), () => ReportTexts.FormatDrillEnded(name, ending.One))
            : drill.RecoveryTime is { } took ? ReportTexts.FormatBackupRestoredIn(name, Amounts.Of(took))
            : ReportTexts.FormatBackupRestored(name));
    }

    private static IEnumerable<Fact> Figures(RestoreDrillResult drill)
    {
        if (drill.Bytes is { } bytes)
        {
            yield return new Fact(nameof(ReportLabels.Restored), DisplayText.Own(Listing.Clauses(Amounts.OfBytes(bytes), drill.Tablets is { } tablets ? tablets == 1 ? ReportTexts.OneTablet : ReportTexts.FormatTablets(Amounts.OfCount(tablets)) : null)));
        }

        if (drill.BytesPerSecond is { } rate)
        {
            yield return new Fact(nameof(ReportLabels.Rate), DisplayText.Own(WaitingTexts.FormatRate(Amounts.OfBytes(rate))));
        }

        if (drill.ReachedPoint is { } reached)
        {
            yield return new Fact(nameof(ReportLabels.PointReached), DisplayText.Own(Amounts.Of(reached)));
        }

        if (drill.NewestRestorablePoint is { } newest)
        {
            yield return new Fact(nameof(ReportLabels.NewestPoint), DisplayText.Own(Amounts.Of(newest)));
        }

        if (Known(drill.StartedAt) is { } started)
        {
            yield return new Fact(nameof(ReportLabels.Started), DisplayText.Own(Amounts.Of(started)));
        }

        if (Known(drill.EndedAt) is { } ended)
        {
            yield return new Fact(nameof(ReportLabels.Ended), DisplayText.Own(Amounts.Of(ended)));
        }

        yield return new Fact(nameof(ReportLabels.ThrowAwayTenant), DisplayText.Of(drill.CleanupText).Or(CleanupWord(drill.Cleanup)));
    }

    private static IEnumerable<Fact> Request(RestoreDrillResult drill) => FactList.Of(
        (nameof(ReportLabels.DataBackup), DisplayText.Of(drill.DataBackupUri)),
        (nameof(ReportLabels.ArchivedLog), DisplayText.Of(drill.ArchiveLogUri)),
        (nameof(ReportLabels.RequestedPoint), DisplayText.Of(drill.RequestedPoint)),
        (nameof(ReportLabels.Cluster), DisplayText.Of(drill.ClusterName)),
        (nameof(ReportLabels.TenantMade), TenantMade(drill)),
        (nameof(ReportLabels.Dag), DisplayText.Of(drill.DagId)),
        (nameof(ReportLabels.RestoreJob), DisplayText.Own(drill.JobId?.ToString(CultureInfo.InvariantCulture) ?? "")),
        (nameof(ReportLabels.TargetRto), DisplayText.Own(drill.TargetRto is { } rto ? Amounts.Of(rto) : "")),
        (nameof(ReportLabels.TargetRpo), DisplayText.Own(drill.TargetRpo is { } rpo ? Amounts.Of(rpo) : "")),
        (nameof(ReportLabels.Drill), DisplayText.Of(drill.DrillId)));

    /// <summary>The throw-away tenant; empty when the drill created nothing. The drill then only had a name for it.</summary>
    private static DisplayText TenantMade(RestoreDrillResult drill) => drill.Cleanup == DrillCleanup.NothingMade ? default : DisplayText.Of(drill.TenantName, 200);

    private static string CleanupWord(DrillCleanup cleanup) => cleanup switch
    {
        DrillCleanup.NothingMade => CleanupTexts.NothingMade,
        DrillCleanup.Dropped => ReportTexts.CleanupDropped,
        DrillCleanup.Kept => ReportTexts.CleanupKept,
        _ => ReportTexts.CleanupLeft,
    };

    private static DateTimeOffset? Known(DateTimeOffset moment) => moment.Year > 1970 ? moment : null;
}
