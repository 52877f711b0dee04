namespace Obshell.Simulator;

/// <summary>The backup of one tenant, as OceanBase knows it.</summary>
internal sealed class BackupState
{
    /// <summary>DATA_BACKUP_DEST without keys; empty when it is not set.</summary>
    public string DataUri { get; set; } = "";

    /// <summary>LOG_ARCHIVE_DEST without keys; empty when it is not set.</summary>
    public string ArchiveUri { get; set; } = "";

    public ArchiveLog Archive { get; } = new();

    public BackupJobs Jobs { get; } = new();

    /// <summary>The parameters of the configuration, with lower-case names.</summary>
    public Dictionary<string, string> Parameters { get; } = new(StringComparer.Ordinal)
    {
        ["archive_lag_target"] = "120s",
        ["ha_low_thread_score"] = "0",
        ["log_archive_concurrency"] = "0",
    };

    /// <summary>The recovery window of the delete policy <c>default</c>; null without a policy.</summary>
    public string? RecoveryWindow { get; set; }

    /// <summary>Makes the state that a tenant with this setup has now.</summary>
    public static BackupState Of(TenantBackup setup, DateTimeOffset now)
    {
        Check(setup);
        // The times in OceanBase's rows are exact to 0.1 ms.
        now = new DateTimeOffset(now.Ticks / 1000 * 1000, now.Offset);
        var state = new BackupState { DataUri = setup.DataUri.TrimEnd('/'), ArchiveUri = setup.ArchiveUri.TrimEnd('/') };
        if (setup.Archive.Length > 0)
        {
            var began = now - setup.ArchiveAge;
            var idle = setup.Archive == "DOING" ? now : now - setup.ArchiveIdle;
            state.Archive.Rounds.Add(new ArchiveRound
            {
                RoundId = 1,
                Path = StorageUri.Place(setup.ArchiveUri),
                Status = setup.Archive,
                ChangedAt = setup.Archive is "DOING" ? began : now,
                StartedAt = setup.Archive == "PREPARE" ? null : began,
                Checkpoint = setup.Archive == "PREPARE" ? null : setup.Archive == "DOING" || idle < began ? began : idle,
            });
        }
        foreach (var set in setup.Sets.OrderByDescending(s => s.Age))
        {
            state.Jobs.All.Add(new BackupJob
            {
                JobId = state.Jobs.All.Count + 1,
                Type = set.Type,
                PlusArchivelog = set.PlusArchivelog,
                EncryptionMode = set.EncryptionMode,
                Path = StorageUri.Place(set.DataUri ?? setup.DataUri),
                StartedAt = now - set.Age,
                EndedAt = now - set.Age + set.Duration,
                Status = set.Status,
                Progress = set.Status == "COMPLETED" ? 1 : 0.99,
                Result = set.Result,
                Comment = set.Comment,
                InputBytes = new BackupBehaviour().InputBytes,
            });
        }
        return state;
    }

    /// <summary>Checks the words for states and types, because a state that does not exist would never change.</summary>
    private static void Check(TenantBackup setup)
    {
        if (setup.Archive is not ("" or "PREPARE" or "BEGINNING" or "DOING" or "SUSPENDING" or "SUSPEND" or "STOPPING" or "STOP" or "INTERRUPTED"))
            throw new ArgumentException($"{nameof(TenantBackup.Archive)} '{setup.Archive}' is not a state of a log archive.", nameof(setup));
        foreach (var set in setup.Sets)
        {
            if (set.Status is not ("COMPLETED" or "FAILED" or "CANCELED"))
                throw new ArgumentException($"{nameof(BackupSet.Status)} '{set.Status}' is not COMPLETED, FAILED or CANCELED.", nameof(setup));
            if (set.Type is not ("FULL" or "INC"))
                throw new ArgumentException($"{nameof(BackupSet.Type)} '{set.Type}' is not FULL or INC.", nameof(setup));
        }
    }
}
