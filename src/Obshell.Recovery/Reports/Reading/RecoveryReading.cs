using Obshell.Client.Display;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Verdicts.Recoveries;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>What a report says of a tenant of a recovery plan.</summary>
internal static class RecoveryReading
{
    private const int MaxChecks = 100;

    public static ReportItem Of(TenantRecovery tenant)
    {
        DisplayText name = DisplayText.Of(tenant.TenantName, 200).Or("(no name)");
        DrillVerdictRow row = RecoveryVerdicts.Of(tenant.Verdict);

        // A result that went through a file may say anything.
        bool isDoubtful = row.Outcome == Outcome.Good && !Array.Exists(tenant.Checks, c => c.Verdict == DrillCheckVerdict.Passed);
        Outcome outcome = isDoubtful ? Outcome.Unproven : row.Outcome;
        DisplayText reason = isDoubtful ? DisplayText.Own("The result says Restored, but holds no check that passed.") : DisplayText.Of(tenant.Reason);
        Ending ending = isDoubtful ? Ending.Unconfirmed : row.Ending;
        return new ReportItem
        {
            Kind = ReportKind.Recovery,
            Outcome = outcome,
            Name = name,
            Verdict = DisplayText.Own(isDoubtful ? "Unconfirmed" : row.Word),
            Ending = ending,
            Sentence = DisplayText.Own(outcome == Outcome.Good
                ? $"Tenant {name} is back{(tenant.RecoveryTime is { } time ? " after " + Amounts.Of(time) : "")}"
                : $"Tenant {name} {ending.One}{(reason.IsEmpty ? "" : ": " + reason.ToString().TrimEnd('.'))}"),
            ReasonId = isDoubtful ? DisplayText.Own("ResultContradictsItself") : DisplayText.Of(tenant.ReasonId, 100),
            Reason = reason,
            Advice = isDoubtful ? DisplayText.Own("Run the plan again: it checks what is there.") : DisplayText.Of(tenant.Advice),
            Cluster = DisplayText.Of(tenant.ClusterName, 200),
            Tenant = DisplayText.Of(tenant.RestoreTenantName, 200),
            StartedAt = tenant.StartedAt,
            EndedAt = tenant.EndedAt,
            Took = tenant.EndedAt - tenant.StartedAt,
            ReachedPoint = tenant.ReachedPoint is { } reached ? DisplayText.Own(Amounts.Of(reached)) : default,
            Loss = DisplayText.Of(tenant.DataLoss),
            Bytes = tenant.Bytes,
            Figures = [.. FactList.Of(
                ("What is lost", DisplayText.Of(tenant.DataLoss)),
                ("Newest point of its backup", DisplayText.Own(tenant.NewestPoint is { } newest ? Amounts.Of(newest) : "")),
                ("Recovery time", DisplayText.Own(tenant.RecoveryTime is { } took ? Amounts.Of(took) : "")),
                ("Started by", DisplayText.Own(tenant.WasStartedEarlier ? "an earlier run of the plan" : "")),
                ("Restored", DisplayText.Own(tenant.Bytes is { } bytes ? Amounts.OfBytes(bytes) : "")))],
            Request = [.. FactList.Of(
                ("From cluster", DisplayText.Of(tenant.SourceClusterName)),
                ("Into cluster", DisplayText.Of(tenant.ClusterName)),
                ("Into tenant", DisplayText.Of(tenant.RestoreTenantName)),
                ("Zones", DisplayText.Of(string.Join(", ", tenant.ZoneList))),
                ("Point asked for", DisplayText.Of(tenant.RequestedPoint)),
                ("Data backup", DisplayText.Of(tenant.DataBackupUri)),
                ("Archived log", DisplayText.Of(tenant.ArchiveLogUri)),
                ("DAG", DisplayText.Of(tenant.DagId)))],
            Timelines = [.. DagTimeline.Of(tenant.Dag)],
            Checks = [.. tenant.Checks.OfType<DrillCheck>().Take(MaxChecks).Select(CheckReading.Of)],
            Findings = [.. tenant.Findings.OfType<PreflightFinding>().Take(MaxChecks).Select(CheckReading.Of)],
            LogSource = outcome == Outcome.Good ? null : tenant.Dag,
        };
    }

    /// <summary>All tenants on one clock, and the chain of restores of which each began when the one before it was through: no more at once would have helped there.</summary>
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
            "All tenants", DisplayText.Own("By the agent's clock, from the first start. The critical path is what the whole recovery waited for."), timed.Max(i => i.EndedAt!.Value) - begin,
            [.. timed.Select(i => new TimelineRow(
                i.Name, critical.Contains(i) ? DisplayText.Own("critical path") : default, i.StartedAt - begin, i.EndedAt - i.StartedAt,
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
