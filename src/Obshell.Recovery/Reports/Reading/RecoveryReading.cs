using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Verdicts.Recoveries;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Makes the report's item about a tenant of a recovery plan.</summary>
internal static class RecoveryReading
{
    private const int MaxChecks = 100;

    public static ReportItem Of(TenantRecovery tenant)
    {
        DisplayText name = DisplayText.Of(tenant.TenantName, 200).Or(ReportTexts.NoName);
        DrillVerdictRow row = RecoveryVerdicts.Of(tenant.Verdict);

        // A result from a file may have the verdict Restored without a passed check. Such a result is shown as unproven.
        bool isDoubtful = row.Outcome == Outcome.Good && !Array.Exists(tenant.Checks, c => c.Verdict == DrillCheckVerdict.Passed);
        Outcome outcome = isDoubtful ? Outcome.Unproven : row.Outcome;
        DisplayText reason = isDoubtful ? DisplayText.Own(ReportTexts.DoubtRecovery) : DisplayText.Of(tenant.Reason);
        Ending ending = isDoubtful ? Ending.Unconfirmed : row.Ending;
        return new ReportItem
        {
            Kind = ReportKind.Recovery,
            Outcome = outcome,
            Name = name,
            Verdict = DisplayText.Own(isDoubtful ? "Unconfirmed" : row.Word),
            Ending = ending,
            Sentence = DisplayText.Own(
                outcome != Outcome.Good ? Sentences.Ended(reason, r => ReportTexts.FormatTenantEndedBecause(name, ending.One, r), () => ReportTexts.FormatTenantEnded(name, ending.One))
                : tenant.RecoveryTime is { } time ? ReportTexts.FormatTenantBackAfter(name, Amounts.Of(time))
                : ReportTexts.FormatTenantBack(name)),
            ReasonId = isDoubtful ? DisplayText.Own("ResultContradictsItself") : DisplayText.Of(tenant.ReasonId, 100),
            Reason = reason,
            Advice = isDoubtful ? DisplayText.Own(ReportTexts.DoubtRecoveryAdvice) : DisplayText.Of(tenant.Advice),
            Cluster = DisplayText.Of(tenant.ClusterName, 200),
            Tenant = DisplayText.Of(tenant.RestoreTenantName, 200),
            StartedAt = tenant.StartedAt,
            EndedAt = tenant.EndedAt,

            // This run only looked at a restore of an earlier run, so its own time says nothing about the restore.
            Took = tenant.WasStartedEarlier ? null : tenant.EndedAt - tenant.StartedAt,
            ReachedPoint = tenant.ReachedPoint is { } reached ? DisplayText.Own(Amounts.Of(reached)) : default,
            Loss = DisplayText.Of(tenant.DataLoss),
            Bytes = tenant.Bytes,
            Figures = [.. FactList.Of(
                (nameof(ReportLabels.DataLoss), DisplayText.Of(tenant.DataLoss)),
                (nameof(ReportLabels.NewestBackupPoint), DisplayText.Own(tenant.NewestPoint is { } newest ? Amounts.Of(newest) : "")),
                (nameof(ReportLabels.RecoveryTime), DisplayText.Own(tenant.RecoveryTime is { } took ? Amounts.Of(took) : "")),
                (nameof(ReportLabels.StartedBy), DisplayText.Own(tenant.WasStartedEarlier ? ReportTexts.EarlierRun : "")),
                (nameof(ReportLabels.Restored), DisplayText.Own(tenant.Bytes is { } bytes ? Amounts.OfBytes(bytes) : "")))],
            Request = [.. FactList.Of(
                (nameof(ReportLabels.FromCluster), DisplayText.Of(tenant.SourceClusterName)),
                (nameof(ReportLabels.IntoCluster), DisplayText.Of(tenant.ClusterName)),
                (nameof(ReportLabels.IntoTenant), DisplayText.Of(tenant.RestoreTenantName)),
                (nameof(ReportLabels.Zones), DisplayText.Of(Listing.Of(tenant.ZoneList))),
                (nameof(ReportLabels.RequestedPoint), DisplayText.Of(tenant.RequestedPoint)),
                (nameof(ReportLabels.DataBackup), DisplayText.Of(tenant.DataBackupUri)),
                (nameof(ReportLabels.ArchivedLog), DisplayText.Of(tenant.ArchiveLogUri)),
                (nameof(ReportLabels.Dag), DisplayText.Of(tenant.DagId)))],
            Timelines = [.. DagTimeline.Of(tenant.Dag)],
            Checks = [.. tenant.Checks.OfType<DrillCheck>().Take(MaxChecks).Select(CheckReading.Of)],
            Findings = [.. tenant.Findings.OfType<PreflightFinding>().Take(MaxChecks).Select(CheckReading.Of)],
            LogSource = outcome == Outcome.Good ? null : tenant.Dag,
        };
    }

    /// <summary>
    /// Makes the timeline of all tenants, with the critical path. The path ends with the restore that ended last. Each other restore of the
    /// path ended before the next restore of the path started.
    /// </summary>
    public static Timeline? Whole(IReadOnlyList<ReportItem> items)
    {
        ReportItem[] timed = [.. items.Where(i => i is { Kind: ReportKind.Recovery, StartedAt: not null, EndedAt: not null } && i.EndedAt >= i.StartedAt).OrderBy(i => i.StartedAt).ThenBy(i => i.EndedAt)];
        if (timed.Length < 2)
        {
            return null;
        }

        DateTimeOffset begin = timed[0].StartedAt!.Value;
        ReportItem[] critical = [.. Critical(timed)];
        return new Timeline(
            ReportTexts.AllTenants, DisplayText.Own(ReportTexts.RecoveryClock), timed.Max(i => i.EndedAt!.Value) - begin,
            [.. timed.Select(i => new TimelineRow(
                i.Name, critical.Contains(i) ? DisplayText.Own(ReportTexts.CriticalPath) : default, i.StartedAt - begin, i.EndedAt - i.StartedAt,
                i.Outcome == Outcome.Bad ? BarKind.Failed : critical.Contains(i) ? BarKind.Done : BarKind.Aside))]);
    }

    private static IEnumerable<ReportItem> Critical(ReportItem[] timed)
    {
        ReportItem? step = timed.OrderByDescending(i => i.EndedAt).First();
        while (step is not null)
        {
            yield return step;
            DateTimeOffset? before = step.StartedAt;
            step = timed.Where(i => i.EndedAt <= before && i.StartedAt < before).OrderByDescending(i => i.EndedAt).FirstOrDefault();
        }
    }
}
