using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;
using Obshell.Recovery.ErrorNumbers;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>Makes the report's item about a tenant's restore.</summary>
internal static class RestoreReading
{
    public static ReportItem Of(TenantRestore restore)
    {
        if (restore.Job is null)
        {
            return restore.Dag is { } alone ? DagReading.Of(alone) : Nothing(restore.TenantName);
        }

        return Of(restore.Job, restore.Dag);
    }

    /// <param name="job">OceanBase's job.</param>
    /// <param name="dag">
    /// The agent's DAG; null when it is not known. Its state is needed too: after the job has succeeded, the tenant may still not be in
    /// service.
    /// </param>
    public static ReportItem Of(RestoreOverview job, AgentDag? dag = null)
    {
        DagVerdictRow? end = dag is null ? null : DagVerdicts.Of(VerdictRules.Foreseen(dag));
        (Outcome outcome, Ending ending, string words) =
            job.IsRunning ? (Outcome.Unproven, Ending.Running, ReportTexts.JobRunning)
            : !job.IsSuccess ? (Outcome.Bad, Ending.Failed, ReportTexts.FormatJobEnded(DisplayText.Of(job.Status, 40)))
            : dag is { IsFinished: false } ? (Outcome.Unproven, Ending.Running, ReportTexts.JobDoneActivating)

            // A DAG in SUCCEED/RUN may have no verdict, because the verdict needs the job. Here the job is known, and it succeeded.
            : end is null or { Outcome: Outcome.Good } or { IsJudged: false } ? (Outcome.Good, Ending.Passed, "")
            : (end.Outcome, end.Ending, ReportTexts.FormatJobDoneTaskNot(end.Ending.One));
        DisplayText name = DisplayText.Of(job.RestoreTenantName, 200).Or(ReportTexts.NoName);
        DisplayText reason = outcome == Outcome.Bad && !job.IsSuccess ? DisplayText.Of(job.Comment).Or(words) : DisplayText.Own(words);
        TimeSpan? took = AgentTimeText.Parse(job.FinishTimestamp) - AgentTimeText.Parse(job.StartTimestamp);
        long? bytes = job.IsSuccess ? job.TotalBytes : job.FinishBytes;
        return new ReportItem
        {
            Kind = ReportKind.Restore,
            Outcome = outcome,
            Name = name,
            Verdict = DisplayText.Of(job.Status, 60).Or("NONE"),
            Ending = ending,
            Sentence = DisplayText.Own(
                outcome != Outcome.Good ? Sentences.Ended(reason, r => ReportTexts.FormatRestoreEndedBecause(name, ending.One, r), () => ReportTexts.FormatRestoreEnded(name, ending.One))
                : took is { } time ? ReportTexts.FormatJobRestoredIn(name, Amounts.Of(time))
                : ReportTexts.FormatJobRestored(name)),
            ReasonId = DisplayText.Own(outcome == Outcome.Good ? "" : !job.IsRunning && !job.IsSuccess ? "RestoreJobFailed" : ending == Ending.Running ? "StillAtWork" : end!.Verdict.ToString()),
            Reason = outcome == Outcome.Good ? default : reason,
            Advice = DisplayText.Own(outcome == Outcome.Good ? "" : Advice(job, CommandArgument.Of(DisplayText.Of(job.RestoreTenantName, 200).ToString()))),
            Tenant = name,
            Took = took,
            Bytes = bytes,
            BytesPerSecond = took is { TotalSeconds: > 0 } span ? bytes / span.TotalSeconds : null,
            ReachedPoint = job.IsSuccess ? Point(job) : default,
            Figures = [.. Figures(job)],
            Request = [.. Request(job)],
            Timelines = [.. TimelineOf(job)],
        };
    }

    private static string Advice(RestoreOverview job, string tenant) =>
        job.IsRunning ? ReportTexts.FormatFollowRestore(tenant) : Listing.Sentences(ReportTexts.FormatAgentsSide(tenant), DatabaseErrors.AdviceFor(job.Comment));

    public static DisplayText Point(RestoreOverview job) => job.RestoreScn > 0
        ? DisplayText.Own(Amounts.Of(RestorePoint.FromScn(job.RestoreScn).DateTimeOffset))
        : DisplayText.Of(job.RestoreScnDisplay, 60);

    public static IEnumerable<Fact> Figures(RestoreOverview job)
    {
        foreach (Fact fact in FactList.Of(
            (nameof(ReportLabels.Job), DisplayText.Join(", ", DisplayText.Own(job.JobId.ToString(CultureInfo.InvariantCulture)), DisplayText.Of(job.Status, 100))),
            (nameof(ReportLabels.Restored), DisplayText.Own(job.TotalBytes > 0 ? ReportTexts.FormatOfAll(Amounts.OfBytes(job.FinishBytes), Amounts.OfBytes(job.TotalBytes)) : "")),
            (nameof(ReportLabels.Tablets), DisplayText.Own(job.TabletCount > 0 ? ReportTexts.FormatOfAll(Amounts.OfCount(job.FinishTabletCount), Amounts.OfCount(job.TabletCount)) : "")),
            (nameof(ReportLabels.RestoreProgress), DisplayText.Of(Amounts.OfPercent(job.RestoreProgress))),
            (nameof(ReportLabels.RecoverProgress), DisplayText.Of(Amounts.OfPercent(job.RecoverProgress))),
            (nameof(ReportLabels.RecoveredUpTo), DisplayText.Of(job.RecoverScnDisplay)),
            (job.IsSuccess ? nameof(ReportLabels.PointRestoredTo) : nameof(ReportLabels.RequestedPoint), Point(job)),
            (nameof(ReportLabels.StartedByDatabase), DisplayText.Of(job.StartTimestamp)),
            (nameof(ReportLabels.EndedByDatabase), DisplayText.Of(job.FinishTimestamp)),
            (nameof(ReportLabels.Comment), DisplayText.Of(job.Comment))))
        {
            yield return fact;
        }
    }

    public static IEnumerable<Fact> Request(RestoreOverview job) => FactList.Of(
        (nameof(ReportLabels.BackupOf), BackupOf(DisplayText.Of(job.BackupTenantName), DisplayText.Of(job.BackupClusterName))),
        (nameof(ReportLabels.DataBackup), DisplayText.Of(job.BackupDataUri)),
        (nameof(ReportLabels.ArchivedLog), DisplayText.Of(job.BackupLogUri)),
        (nameof(ReportLabels.BackupSets), DisplayText.Of(job.BackupSetList)),
        (nameof(ReportLabels.ArchivePieces), DisplayText.Of(job.BackupPieceList)),
        (nameof(ReportLabels.Option), DisplayText.Of(job.RestoreOption)));

    private static DisplayText BackupOf(DisplayText tenant, DisplayText cluster) =>
        tenant.IsEmpty || cluster.IsEmpty ? DisplayText.Join("", tenant, cluster) : DisplayText.Own(ReportTexts.FormatTenantOfCluster(tenant, cluster));

    private static IEnumerable<Timeline> TimelineOf(RestoreOverview job)
    {
        if (AgentTimeText.Parse(job.StartTimestamp) is { } start && AgentTimeText.Parse(job.FinishTimestamp) - start is { } length && length > TimeSpan.Zero)
        {
            BarKind kind = job.IsSuccess ? BarKind.Done : BarKind.Failed;
            yield return new Timeline(
                ReportTexts.RestoreJob, DisplayText.Own(ReportTexts.DatabaseClock),
                length, [new TimelineRow(DisplayText.Own(ReportTexts.RestoreAndRecover), DisplayText.Of(job.Status, 60), TimeSpan.Zero, length, kind) { Id = "RestoreAndRecover" }]);
        }
    }

    private static ReportItem Nothing(string tenant)
    {
        DisplayText name = DisplayText.Of(tenant, 200).Or(ReportTexts.NoName);
        return new ReportItem
        {
            Kind = ReportKind.Restore,
            Outcome = Outcome.Unproven,
            Name = name,
            Verdict = DisplayText.Own("NONE"),
            Ending = Ending.Unconfirmed,
            Sentence = DisplayText.Own(ReportTexts.FormatNoRestoreOf(name)),
            ReasonId = DisplayText.Own("NoRestore"),
            Reason = DisplayText.Own(ReportTexts.NoTaskNoJob),
            Tenant = name,
        };
    }
}
