using Obshell.Client.Display;
using Obshell.Recovery.Preflight.Facts;
using Obshell.Recovery.Verdicts;

namespace Obshell.Recovery.Backups;

/// <summary>Compares a tenant's backup with targets. This is a pure function.</summary>
public sealed class BackupJudge
{
    /// <summary>Name of the check: a data destination and a log destination are set.</summary>
    public const string Destinations = "DestinationsSet";

    /// <summary>Name of the check: the log archive is running.</summary>
    public const string Archive = "LogArchiveRuns";

    /// <summary>Name of the check: the delay of the log archive is within the target.</summary>
    public const string ArchiveTarget = "LogArchiveWithinTarget";

    /// <summary>Name of the check: there is a complete data backup.</summary>
    public const string Complete = "DataBackupComplete";

    /// <summary>Name of the check: the age of the newest complete data backup is within the target.</summary>
    public const string Age = "DataBackupAge";

    /// <summary>Name of the check: the backup that started last did not fail.</summary>
    public const string Newest = "NewestBackupSucceeded";

    /// <summary>Name of the check: the running backup does not take much longer than earlier backups.</summary>
    public const string Running = "RunningBackupDuration";

    /// <summary>Name of the check: a restore can create a tenant with the same layout.</summary>
    public const string Layout = "LayoutRestorable";

    /// <summary>Name of the finding about parts of the backup that could not be read.</summary>
    public const string Unread = "Readable";

    /// <summary>Name of the finding that lists the checks that could not be made.</summary>
    public const string NotChecked = UnreadChecks.Name;

    /// <summary>Name of the finding about delete policies, which no agent reports.</summary>
    public const string NotReported = "DeletePolicies";

    /// <summary>A running backup is not reported as slow before it has run for this time.</summary>
    private static readonly TimeSpan ShortBackup = TimeSpan.FromMinutes(10);

    private readonly List<PreflightFinding> findings = [];
    private readonly List<string> notChecked = [];
    private readonly TenantBackup backup;
    private readonly BackupTargets targets;

    private BackupJudge(TenantBackup backup, BackupTargets targets)
    {
        this.backup = backup;
        this.targets = targets;
    }

    /// <summary>Makes the report of one tenant.</summary>
    public static TenantBackupReport Judge(TenantBackup backup, BackupTargets targets)
    {
        var judge = new BackupJudge(backup, targets);
        judge.JudgeDestinations();
        judge.JudgeArchive();
        judge.JudgeBackups();
        judge.JudgeRunning();
        judge.JudgeRest();
        return new TenantBackupReport(backup, judge.findings);
    }

    /// <summary>
    /// The time from a moment until the backup was read. It is never negative: the clocks of the servers differ, and a backup can end while
    /// it is read.
    /// </summary>
    public static TimeSpan Elapsed(TenantBackup backup, DateTimeOffset since) => backup.ReadAt > since ? backup.ReadAt - since : TimeSpan.Zero;

    private string Tenant => CommandArgument.Of(backup.TenantName);

    private void JudgeDestinations()
    {
        if (backup.UnreadParts.HasFlag(BackupParts.Destinations))
        {
            notChecked.Add(Destinations);
        }
        else if (BackupFaults.MissingDestination(backup) is { } missing)
        {
            Add(Destinations, PreflightVerdict.Failed, missing.Seen, missing.Advice);
        }
        else if (backup.DataBackupUri is null || backup.ArchiveLogUri is null)
        {
            Add(Destinations, PreflightVerdict.Unknown, BackupTexts.DestinationUnreadable, BackupTexts.AdviceDestinationUnreadable);
        }
        else
        {
            Add(Destinations, PreflightVerdict.Passed, BackupTexts.FormatDestinationsSet(backup.Destinations?.DataUri ?? backup.DataBackupUri, backup.ArchiveLogUri));
        }
    }

    private void JudgeArchive()
    {
        if (backup.Archive == ArchiveState.NoDestination)
        {
            // Another finding already reports the cause.
            return;
        }

        bool isUnread = backup.Archive == ArchiveState.Unknown && (backup.UnreadParts & (BackupParts.Archive | BackupParts.Destinations)) != 0;
        if (isUnread)
        {
            notChecked.Add(Archive);
        }
        else
        {
            (PreflightVerdict verdict, string seen, string advice) = OfArchive();
            Add(Archive, verdict, seen, advice);
        }

        if (targets.Rpo is not { } target)
        {
            return;
        }

        if (backup.ArchiveDelay is { } delay)
        {
            bool isLate = delay > target;
            Add(ArchiveTarget, isLate ? PreflightVerdict.Failed : PreflightVerdict.Passed, BackupTexts.FormatArchiveDelay(Amounts.Of(delay), Amounts.Of(target)), isLate ? BackupTexts.AdviceArchiveDelay : "");
        }
        else if (isUnread || backup.UnreadParts.HasFlag(BackupParts.Archive))
        {
            notChecked.Add(ArchiveTarget);
        }
        else
        {
            Add(ArchiveTarget, backup.Archive == ArchiveState.Unknown ? PreflightVerdict.Unknown : PreflightVerdict.Failed, BackupTexts.ArchiveWithoutLog);
        }
    }

    private (PreflightVerdict Verdict, string Seen, string Advice) OfArchive() => backup.Archive switch
    {
        ArchiveState.Archiving => (PreflightVerdict.Passed, BackupTexts.ArchiveRuns, ""),
        ArchiveState.Starting => (PreflightVerdict.Warning, BackupTexts.ArchiveStarting, BackupTexts.AdviceArchiveStarting),
        ArchiveState.Suspended => (PreflightVerdict.Failed, BackupTexts.ArchiveSuspended, BackupTexts.FormatAdviceArchiveOn(Tenant)),
        ArchiveState.Stopping => (PreflightVerdict.Failed, BackupTexts.ArchiveStopping, BackupTexts.FormatAdviceArchiveOn(Tenant)),
        ArchiveState.NotArchiving => (
            PreflightVerdict.Failed,
            backup.ArchiveCheckpoint is { } last ? BackupTexts.FormatArchiveStoppedFor(Amounts.Of(Elapsed(backup, last))) : BackupTexts.ArchiveStopped,
            Listing.Sentences(BackupTexts.FormatAdviceArchiveOn(Tenant), BackupTexts.FormatAdviceArchiveInterrupted(Tenant, BackupFaults.LogPlace(backup)))),
        ArchiveState.NeverStarted or ArchiveState.NoDestination => (PreflightVerdict.Failed, BackupTexts.ArchiveNeverStarted, BackupTexts.FormatAdviceArchiveNeverStarted(Tenant)),
        ArchiveState.Unknown => (PreflightVerdict.Unknown, BackupTexts.ArchiveUnknown, BackupTexts.FormatAdviceArchiveUnknown(Tenant)),
    };

    private void JudgeBackups()
    {
        string start = BackupTexts.FormatAdviceTakeBackup(Tenant);
        if (backup.LastBackupJobId is { } job)
        {
            Add(Complete, PreflightVerdict.Passed, BackupTexts.FormatBackupComplete(job, backup.LastBackupType, backup.LastBackupSetId));
            JudgeAge(start);
        }
        else if (backup.UnreadParts.HasFlag(BackupParts.Backups))
        {
            notChecked.AddRange(targets.MaxAge is null ? [Complete, Newest] : [Complete, Age, Newest]);
        }
        else
        {
            bool isKnown = backup.State is BackupState.NeverBackedUp or BackupState.FirstBackupRunning or BackupState.NoDestination;
            Add(
                Complete, isKnown ? PreflightVerdict.Failed : PreflightVerdict.Unknown,
                isKnown ? BackupTexts.BackupMissing : BackupTexts.BackupUnknown, backup.RunningJobId is null ? start : "");
        }

        if (backup.NewestStatus == "FAILED")
        {
            Add(
                Newest, PreflightVerdict.Failed,
                Listing.Sentences(
                    backup.NewestResult == 0 ? BackupTexts.NewestFailed : BackupTexts.FormatNewestFailedError(backup.NewestResult),
                    DagWords.Comment(backup.NewestComment)),
                DatabaseAdvice());
        }
        else if (backup.NewestStatus == "CANCELED")
        {
            Add(Newest, PreflightVerdict.Warning, BackupTexts.NewestCanceled, start);
        }
        else if (backup.NewestStatus.Length > 0)
        {
            Add(Newest, PreflightVerdict.Passed, backup.RunningJobId is null ? BackupTexts.NewestComplete : BackupTexts.NewestRunning);
        }
    }

    private void JudgeAge(string start)
    {
        if (targets.MaxAge is not { } limit)
        {
            return;
        }

        if (backup.LastBackup is not { } ended)
        {
            Add(Age, PreflightVerdict.Unknown, BackupTexts.AgeUnknown, BackupTexts.AdviceAgeUnknown);
            return;
        }

        TimeSpan age = Elapsed(backup, ended);
        Add(Age, age > limit ? PreflightVerdict.Failed : PreflightVerdict.Passed, BackupTexts.FormatAge(Amounts.Of(age), Amounts.Of(limit)), age > limit ? start : "");
    }

    private void JudgeRunning()
    {
        if (backup.RunningJobId is not { } job || backup.RunningSince is not { } since || backup.EarlierDurations.Count == 0)
        {
            return;
        }

        TimeSpan longest = backup.EarlierDurations.Max();
        TimeSpan runs = Elapsed(backup, since);
        bool isLong = runs > ShortBackup && runs.Ticks > longest.Ticks * 2.0;
        Add(
            Running, isLong ? PreflightVerdict.Warning : PreflightVerdict.Passed, BackupTexts.FormatRunningFor(job, Amounts.Of(runs), Amounts.Of(longest)),
            isLong ? BackupTexts.FormatAdviceRunningLong(Tenant) : "");
    }

    private void JudgeRest()
    {
        if (backup.LayoutFaults.Length > 0)
        {
            Add(Layout, PreflightVerdict.Warning, Listing.Sentences([BackupTexts.LayoutNotRestorable, .. backup.LayoutFaults]), BackupTexts.AdviceLayout);
        }
        else if (backup.UnreadParts.HasFlag(BackupParts.Layout))
        {
            notChecked.Add(Layout);
        }

        foreach (string note in backup.Notes)
        {
            bool isUnread = backup.Unread.Contains(note);
            Add(Unread, isUnread ? PreflightVerdict.Unknown : PreflightVerdict.Note, note, isUnread ? BackupTexts.AdviceUnread : "");
        }

        if (notChecked.Count > 0)
        {
            Add(NotChecked, PreflightVerdict.Unknown, PreflightTexts.FormatNotCheckedBecause(Unread, Listing.Of(notChecked)), BackupTexts.AdviceUnread);
        }

        Add(NotReported, PreflightVerdict.Note, BackupTexts.NotReported);
    }

    private string DatabaseAdvice() =>
        ErrorNumbers.DatabaseErrors.AdviceForBackup(backup.NewestResult, backup.NewestComment) is { Length: > 0 } known ? known : BackupTexts.AdviceObserverLog;

    private void Add(string name, PreflightVerdict verdict, string seen, string advice = "") => findings.Add(new PreflightFinding(name, verdict, seen, "", advice, "TenantName"));
}
