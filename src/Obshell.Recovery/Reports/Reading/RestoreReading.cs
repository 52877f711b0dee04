using System.Globalization;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;
using Obshell.Recovery.ErrorNumbers;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>What a report says of a tenant's restore.</summary>
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
    /// <param name="dag">The agent's DAG, where it is known. It counts too: a job that ended well does not make a tenant that is in service.</param>
    public static ReportItem Of(RestoreOverview job, AgentDag? dag = null)
    {
        DagVerdictRow? end = dag is null ? null : DagVerdicts.Of(VerdictRules.Foreseen(dag));
        (Outcome outcome, Ending ending, string words) =
            job.IsRunning ? (Outcome.Unproven, Ending.Running, "OceanBase's job is still running")
            : !job.IsSuccess ? (Outcome.Bad, Ending.Failed, "OceanBase's job ended " + DisplayText.Of(job.Status, 40))
            : dag is { IsFinished: false } ? (Outcome.Unproven, Ending.Running, "OceanBase's job ended well, the agent still activates the tenant")

            // SUCCEED/RUN that nobody has judged: the job is what was missing.
            : end is null or { Outcome: Outcome.Good } or { IsJudged: false } ? (Outcome.Good, Ending.Passed, "")
            : (end.Outcome, end.Ending, "OceanBase's job ended well, but the agent's task " + end.Ending.One);
        DisplayText name = DisplayText.Of(job.RestoreTenantName, 200).Or("(no name)");
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
            Sentence = DisplayText.Own(outcome == Outcome.Good
                ? $"OceanBase's job restored tenant {name}{(took is { } time ? " in " + Amounts.Of(time) : "")}"
                : $"The restore of tenant {name} {ending.One}: {reason.ToString().TrimEnd('.')}"),
            ReasonId = DisplayText.Own(outcome == Outcome.Good ? "" : !job.IsRunning && !job.IsSuccess ? "RestoreJobFailed" : ending == Ending.Running ? "StillAtWork" : end!.Verdict.ToString()),
            Reason = outcome == Outcome.Good ? default : reason,
            Advice = DisplayText.Own(outcome == Outcome.Good ? "" : job.IsRunning
                ? $"Get-ObTenantRestore {CommandArgument.Of(DisplayText.Of(job.RestoreTenantName, 200).ToString())} shows how it goes on."
                : $"Get-ObDag -TenantName {CommandArgument.Of(DisplayText.Of(job.RestoreTenantName, 200).ToString())} -Last -Detailed and Get-ObDagLog have the agent's side of it. {DatabaseErrors.AdviceFor(job.Comment)}".TrimEnd()),
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

    public static DisplayText Point(RestoreOverview job) => job.RestoreScn > 0
        ? DisplayText.Own(Amounts.Of(RestorePoint.FromScn(job.RestoreScn).DateTimeOffset))
        : DisplayText.Of(job.RestoreScnDisplay, 60);

    public static IEnumerable<Fact> Figures(RestoreOverview job)
    {
        foreach (Fact fact in FactList.Of(
            ("OceanBase's job", DisplayText.Join(", ", DisplayText.Own(job.JobId.ToString(CultureInfo.InvariantCulture)), DisplayText.Of(job.Status, 100))),
            ("Restored", DisplayText.Own(job.TotalBytes > 0 ? $"{Amounts.OfBytes(job.FinishBytes)} of {Amounts.OfBytes(job.TotalBytes)}" : "")),
            ("Tablets", DisplayText.Own(job.TabletCount > 0 ? $"{Amounts.OfCount(job.FinishTabletCount)} of {Amounts.OfCount(job.TabletCount)}" : "")),
            ("Restore progress", DisplayText.Of(job.RestoreProgress)),
            ("Recover progress", DisplayText.Of(job.RecoverProgress)),
            ("Recovered up to", DisplayText.Of(job.RecoverScnDisplay)),
            (job.IsSuccess ? "Point restored to" : "Point asked for", Point(job)),
            ("Began (database's clock)", DisplayText.Of(job.StartTimestamp)),
            ("Ended (database's clock)", DisplayText.Of(job.FinishTimestamp)),
            ("Comment", DisplayText.Of(job.Comment))))
        {
            yield return fact;
        }
    }

    public static IEnumerable<Fact> Request(RestoreOverview job) => FactList.Of(
        ("Backup of", DisplayText.Join(" in ", DisplayText.Of(job.BackupTenantName), DisplayText.Of(job.BackupClusterName))),
        ("Data backup", DisplayText.Of(job.BackupDataUri)),
        ("Archived log", DisplayText.Of(job.BackupLogUri)),
        ("Backup sets", DisplayText.Of(job.BackupSetList)),
        ("Archive pieces", DisplayText.Of(job.BackupPieceList)),
        ("Option", DisplayText.Of(job.RestoreOption)));

    private static IEnumerable<Timeline> TimelineOf(RestoreOverview job)
    {
        if (AgentTimeText.Parse(job.StartTimestamp) is { } start && AgentTimeText.Parse(job.FinishTimestamp) - start is { } length && length > TimeSpan.Zero)
        {
            BarKind kind = job.IsSuccess ? BarKind.Done : BarKind.Failed;
            yield return new Timeline(
                "OceanBase's job", DisplayText.Own("By the database's clock, whose time zone agents do not tell."),
                length, [new TimelineRow(DisplayText.Own("Restore and recover"), DisplayText.Of(job.Status, 60), TimeSpan.Zero, length, kind)]);
        }
    }

    private static ReportItem Nothing(string tenant)
    {
        DisplayText name = DisplayText.Of(tenant, 200).Or("(no name)");
        return new ReportItem
        {
            Kind = ReportKind.Restore,
            Outcome = Outcome.Unproven,
            Name = name,
            Verdict = DisplayText.Own("NONE"),
            Ending = Ending.Unconfirmed,
            Sentence = DisplayText.Own($"Nothing is known of a restore of tenant {name}"),
            ReasonId = DisplayText.Own("NoRestore"),
            Reason = DisplayText.Own("Neither a task nor a job is known."),
            Tenant = name,
        };
    }
}
