using Obshell.Client.Display;

namespace Obshell.Recovery.Backups;

/// <summary>Holds a tenant's backup against targets: a pure function.</summary>
public sealed class BackupJudge
{
    /// <summary>A place for data and one for logs.</summary>
    public const string Destinations = "DestinationsSet";

    /// <summary>The log archive runs.</summary>
    public const string Archive = "LogArchiveRuns";

    /// <summary>It is not too far behind.</summary>
    public const string ArchiveTarget = "LogArchiveWithinTarget";

    /// <summary>There is a complete data backup.</summary>
    public const string Complete = "DataBackupComplete";

    /// <summary>It is not too old.</summary>
    public const string Age = "DataBackupAge";

    /// <summary>The backup that started last did not fail.</summary>
    public const string Newest = "NewestBackupSucceeded";

    /// <summary>The running backup takes about as long as those before it.</summary>
    public const string Running = "RunningBackupDuration";

    /// <summary>A restore can make a tenant like it.</summary>
    public const string Layout = "LayoutRestorable";

    /// <summary>What could not be read.</summary>
    public const string Unread = "Readable";

    /// <summary>What no agent reports.</summary>
    public const string NotReported = "DeletePolicies";

    /// <summary>A backup that is shorter than this is never "much longer than before".</summary>
    private static readonly TimeSpan ShortBackup = TimeSpan.FromMinutes(10);

    private readonly List<PreflightFinding> findings = [];
    private readonly TenantBackup backup;
    private readonly BackupTargets targets;

    private BackupJudge(TenantBackup backup, BackupTargets targets)
    {
        this.backup = backup;
        this.targets = targets;
    }

    /// <summary>The report of one tenant.</summary>
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

    private void JudgeDestinations()
    {
        string set = $"Set-ObTenantBackup {CommandArgument.Of(backup.TenantName)} -DataBackupUri ... -ArchiveLogUri ... sets both.";
        if (backup.DataBackupUri?.Length == 0 || backup.ArchiveLogUri?.Length == 0)
        {
            string missing = backup.DataBackupUri?.Length == 0 && backup.ArchiveLogUri?.Length == 0 ? "data backups and for logs" : backup.DataBackupUri?.Length == 0 ? "data backups" : "logs";
            Add(Destinations, PreflightVerdict.Failed, $"No place is set for {missing}.", set);
        }
        else if (backup.DataBackupUri is null || backup.ArchiveLogUri is null)
        {
            Add(Destinations, PreflightVerdict.Unknown, "A place is set that the agent cannot read.", "Look with SQL: SELECT * FROM CDB_OB_BACKUP_PARAMETER and CDB_OB_ARCHIVE_DEST.");
        }
        else
        {
            Add(Destinations, PreflightVerdict.Passed, $"Data at {backup.DataBackupUri}, logs at {backup.ArchiveLogUri}.");
        }
    }

    private void JudgeArchive()
    {
        if (backup.Archive == ArchiveState.NoDestination)
        {
            // The root cause was told.
            return;
        }

        string open = $"Set-ObTenantBackup {CommandArgument.Of(backup.TenantName)} -Archive On starts it.";
        (PreflightVerdict verdict, string seen, string advice) = backup.Archive switch
        {
            ArchiveState.Archiving => (PreflightVerdict.Passed, "Logs are archived.", ""),
            ArchiveState.Starting => (PreflightVerdict.Warning, "The log archive is starting.", "Look again in a minute."),
            ArchiveState.Suspended => (PreflightVerdict.Failed, "The log archive is suspended.", open),
            ArchiveState.Stopping => (PreflightVerdict.Failed, "The log archive is stopping.", open),
            ArchiveState.NotArchiving => (PreflightVerdict.Failed, $"No logs are archived now: the archive was stopped or interrupted{(backup.ArchiveCheckpoint is { } last ? $" {Amounts.Of(backup.ReadAt - last)} ago" : "")}.", $"{open} Where it was interrupted, give it its place again: Set-ObTenantBackup {CommandArgument.Of(backup.TenantName)} -ArchiveLogUri ... ."),
            ArchiveState.NeverStarted or ArchiveState.NoDestination => (PreflightVerdict.Failed, "No log was archived yet.", $"Start-ObTenantBackup {CommandArgument.Of(backup.TenantName)} opens the log archive and takes a backup."),
            ArchiveState.Unknown => (PreflightVerdict.Unknown, "The state of the log archive is not known.", "Look at the notes of the backup: Get-ObTenantBackup."),
        };
        Add(Archive, verdict, seen, advice);
        if (targets.Rpo is not { } target)
        {
            return;
        }

        if (backup.ArchiveDelay is not { } delay)
        {
            Add(ArchiveTarget, backup.Archive == ArchiveState.Unknown ? PreflightVerdict.Unknown : PreflightVerdict.Failed, "There is no archived log to restore up to.");
        }
        else if (delay > target)
        {
            Add(ArchiveTarget, PreflightVerdict.Failed, $"Logs are archived up to {Amounts.Of(delay)} ago; the target is {Amounts.Of(target)}.", "Look whether the place is reachable, full, or too slow.");
        }
        else
        {
            Add(ArchiveTarget, PreflightVerdict.Passed, $"Logs are archived up to {Amounts.Of(delay)} ago; the target is {Amounts.Of(target)}.");
        }
    }

    private void JudgeBackups()
    {
        string start = $"Start-ObTenantBackup {CommandArgument.Of(backup.TenantName)} takes one.";
        if (backup.LastBackupJobId is not { } job)
        {
            bool known = backup.State is BackupState.NeverBackedUp or BackupState.FirstBackupRunning or BackupState.NoDestination;
            Add(
                Complete, known ? PreflightVerdict.Failed : PreflightVerdict.Unknown,
                known ? "No data backup was completed yet." : "It is not known whether a data backup was completed.", backup.RunningJobId is null ? start : "");
        }
        else
        {
            Add(Complete, PreflightVerdict.Passed, $"Backup {job} ({backup.LastBackupType}, set {backup.LastBackupSetId}) is complete.");
            JudgeAge(start);
        }

        if (backup.NewestStatus == "FAILED")
        {
            Add(
                Newest, PreflightVerdict.Failed, $"The backup that started last failed{(backup.NewestResult != 0 ? $" with error {backup.NewestResult}" : "")}{(backup.NewestComment.Length > 0 ? ": " + backup.NewestComment : "")}.",
                DatabaseAdvice());
        }
        else if (backup.NewestStatus == "CANCELED")
        {
            Add(Newest, PreflightVerdict.Warning, "The backup that started last was cancelled.", start);
        }
        else if (backup.NewestStatus.Length > 0)
        {
            Add(Newest, PreflightVerdict.Passed, backup.RunningJobId is null ? "The backup that started last is complete." : "A backup is running.");
        }
    }

    private void JudgeAge(string start)
    {
        if (targets.MaxAge is not { } most)
        {
            return;
        }

        if (backup.LastBackup is not { } ended)
        {
            Add(Age, PreflightVerdict.Unknown, "It cannot be told how old the last complete backup is.", "The agent's times are shifted, and nothing shows by how much (B13).");
            return;
        }

        TimeSpan age = backup.ReadAt - ended;
        Add(Age, age > most ? PreflightVerdict.Failed : PreflightVerdict.Passed, $"The last complete backup is {Amounts.Of(age)} old; at most {Amounts.Of(most)} is allowed.", age > most ? start : "");
    }

    private void JudgeRunning()
    {
        if (backup.RunningJobId is not { } job || backup.RunningSince is not { } since || backup.EarlierDurations.Count == 0)
        {
            return;
        }

        TimeSpan longest = backup.EarlierDurations.Max();
        TimeSpan runs = backup.ReadAt - since;
        bool isLong = runs > ShortBackup && runs.Ticks > longest.Ticks * 2.0;
        Add(
            Running, isLong ? PreflightVerdict.Warning : PreflightVerdict.Passed, $"Backup {job} has been running for {Amounts.Of(runs)}; the longest before took {Amounts.Of(longest)}.",
            isLong ? $"Look at the servers and the place. Stop-ObTenantBackup {CommandArgument.Of(backup.TenantName)} cancels it." : "");
    }

    private void JudgeRest()
    {
        if (backup.LayoutFaults.Length > 0)
        {
            Add(Layout, PreflightVerdict.Warning, "A restore cannot make a tenant of this layout. " + string.Join(" ", backup.LayoutFaults), "Give -ZoneList when you restore it.");
        }

        foreach (string note in backup.Notes)
        {
            bool isUnread = note.Contains("could not");
            Add(Unread, isUnread ? PreflightVerdict.Unknown : PreflightVerdict.Note, note);
        }

        Add(NotReported, PreflightVerdict.Note, "Agents do not report whether old backups are deleted, nor earlier destinations.");
    }

    private string DatabaseAdvice() =>
        ErrorNumbers.DatabaseErrors.AdviceFor($"ret=-{backup.NewestResult}", backup.NewestComment) is { Length: > 0 } known ? known : "Look for the reason in observer.log of the servers.";

    private void Add(string name, PreflightVerdict verdict, string seen, string advice = "") => findings.Add(new PreflightFinding(name, verdict, seen, "", advice, "TenantName"));
}
