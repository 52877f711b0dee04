using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Makes the timeline of a drill: its phases, by the clock of the drill's machine, and the progress of OceanBase's job.</summary>
internal static class DrillTimeline
{
    private const int MaxPhases = 12;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    public static IEnumerable<Timeline> Of(RestoreDrillResult drill)
    {
        var rows = new List<TimelineRow>();
        TimeSpan at = TimeSpan.Zero;
        bool failed = DrillVerdicts.Of(drill.Verdict).Outcome == Outcome.Bad && drill.RecoveryTime is null;
        string last = drill.ActivationTime is not null ? nameof(ReportLabels.Activation) : drill.RestoreTime is not null ? nameof(ReportLabels.Restore) : nameof(ReportLabels.Preparation);

        Add(nameof(ReportLabels.Waiting), drill.QueueTime, BarKind.Waiting);
        TimeSpan posted = at;
        Add(nameof(ReportLabels.Preparation), drill.PreparationTime, BarKind.Done);
        TimeSpan restoring = at;
        Add(nameof(ReportLabels.Restore), drill.RestoreTime, BarKind.Done);
        TimeSpan restored = Max(at, drill.RestoreTime is null ? posted + (LastSample(drill) ?? TimeSpan.Zero) : at);
        rows.AddRange(Phases(drill, posted, restoring, restored));
        Add(nameof(ReportLabels.Activation), drill.ActivationTime, BarKind.Done);

        // The parts of the restore may be from the agent's clock. The checks begin after the recovery time, which this machine measured.
        at = Max(at, posted + (drill.RecoveryTime is { } took && took < Longest ? took : TimeSpan.Zero));
        Add(nameof(ReportLabels.Verification), drill.VerificationTime, BarKind.Aside);
        Add(nameof(ReportLabels.DroppingTenant), drill.CleanupTime, BarKind.Aside);
        if (rows.Count > 0)
        {
            yield return new Timeline(
                ReportLabels.Drill, DisplayText.Own(ReportTexts.DrillClock),
                rows.Max(r => (r.Start + r.Length) ?? TimeSpan.Zero), rows);
        }

        void Add(string id, TimeSpan? length, BarKind kind)
        {
            if (length is { } time && time >= TimeSpan.Zero && time <= Longest)
            {
                rows.Add(new TimelineRow(DisplayText.Own(Fact.LabelOf(id)), default, at, time, failed && id == last ? BarKind.Failed : kind) { Id = id });
                at += time;
            }
        }
    }

    /// <summary>
    /// The parts of the restore: OceanBase first restores data, then replays logs. The job's status is the same for both parts, but the
    /// bytes show when all data is restored.
    /// </summary>
    private static IEnumerable<TimelineRow> Phases(RestoreDrillResult drill, TimeSpan posted, TimeSpan from, TimeSpan to)
    {
        var phases = new List<(string Name, string Status, TimeSpan From)>();
        foreach (DrillProgressSample sample in drill.Samples.OfType<DrillProgressSample>().Where(s => s.Since >= TimeSpan.Zero && s.Since < Longest).OrderBy(s => s.Since))
        {
            string name = sample.TotalBytes <= 0 ? nameof(ReportLabels.Preparing) : sample.FinishBytes < sample.TotalBytes ? nameof(ReportLabels.Data) : nameof(ReportLabels.Log);
            if (phases.Count == 0 || phases[phases.Count - 1].Name != name || phases[phases.Count - 1].Status != sample.Status)
            {
                phases.Add((name, sample.Status, posted + sample.Since));
            }
        }

        // If all rows have the same status, the status gives no information, so it is not shown.
        bool isOneWord = phases.Select(p => p.Status).Distinct().Count() < 2;
        for (int i = 0; i < phases.Count && i < MaxPhases; i++)
        {
            TimeSpan start = i == 0 ? from : Within(phases[i].From);
            TimeSpan end = i + 1 < phases.Count ? Within(phases[i + 1].From) : to;
            yield return new TimelineRow(DisplayText.Own(Fact.LabelOf(phases[i].Name)), isOneWord ? default : DisplayText.Of(phases[i].Status, 60), start, end - start, BarKind.Done, IsPart: true) { Id = phases[i].Name };
        }

        // The samples are from this machine's clock, and the restore may be from the agent's. So a part is limited to the time of the restore.
        TimeSpan Within(TimeSpan time) => time < from ? from : time > to ? to : time;
    }

    private static TimeSpan? LastSample(RestoreDrillResult drill) =>
        drill.Samples.OfType<DrillProgressSample>().Where(s => s.Since < Longest).Select(s => (TimeSpan?)s.Since).Max();

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
