using Obshell.Client;
using Obshell.Client.Storage;

namespace Obshell.Recovery.Backups;

/// <summary>Makes a <see cref="TenantBackup"/> from what the agent reported. This is a pure function.</summary>
internal static class TenantBackups
{
    /// <param name="tenant">The tenant from the list of tenants.</param>
    /// <param name="seen">What the agent reported about the tenant's backup.</param>
    /// <param name="layout">The layout of the tenant; null when it is not known.</param>
    /// <param name="now">The time by the agent's clock.</param>
    /// <param name="credential">The keys of the tenant's storage; null for none.</param>
    public static TenantBackup Judge(TenantDetail tenant, BackupReading seen, TenantLayout? layout, DateTimeOffset now, StorageCredential? credential)
    {
        // The job with the highest id is the newest job. The order of the agent's list is not used (trap B10).
        BackupJob[] jobs = [.. (seen.Jobs ?? []).OrderByDescending(j => j.JobId)];
        BackupJob? last = jobs.FirstOrDefault(j => j.IsCompleted);
        BackupJob? running = jobs.FirstOrDefault(j => !j.IsOver);
        BackupJob? newest = jobs.FirstOrDefault();
        long? endScn = last is not null && seen.Progress is { EndScn: > 0 } progress && progress.JobId == last.JobId ? progress.EndScn : null;
        string[] unread = seen.Destinations is { DataUri: null } ? [.. seen.Unread, BackupTexts.NoteDestinationUnreadable] : [.. seen.Unread];
        var notes = new List<string>(unread);

        ArchiveState archive = ArchiveOf(seen);
        DateTimeOffset? archiveSince = Corrected(seen.Round?.StartTime, seen.ClockOffset);
        return new TenantBackup
        {
            TenantName = tenant.TenantName,
            TenantId = tenant.TenantId,
            Mode = tenant.Mode,
            TenantStatus = tenant.Status,
            ClusterName = tenant.ClusterName,
            ClusterId = tenant.ClusterId,
            Locality = tenant.Locality,
            ReadAt = now.ToUniversalTime(),
            State = StateOf(seen, last, running, archive),
            LastBackup = endScn is { } scn ? FirstPoint(scn) : Corrected(last?.EndTime, seen.ClockOffset),
            LastBackupType = last?.BackupType ?? "",
            LastBackupSetId = last?.BackupSetId,
            LastBackupJobId = last?.JobId,
            LastBackupScn = endScn,
            LastBackupHasLogs = last?.PlusArchiveLog,
            Archive = archive,
            ArchiveStatus = seen.Round?.Status ?? "",
            ArchiveCheckpoint = seen.Archive?.Checkpoint?.ToUniversalTime(),
            ArchiveDelay = seen.Archive?.Delay,
            ArchiveSince = archiveSince,
            RunningJobId = running?.JobId,
            RunningSince = Corrected(running?.StartTime, seen.ClockOffset),
            NewestStatus = newest?.Status ?? "",
            NewestResult = newest?.Result ?? 0,
            NewestComment = newest?.Comment ?? "",
            DataBackupUri = DataPlace(seen, last, notes),
            ArchiveLogUri = LogPlace(seen, last, notes),
            ZoneList = [.. layout?.Zones ?? []],
            PrimaryZone = layout?.PrimaryZone ?? tenant.PrimaryZone,
            UnitConfigs = [.. layout?.UnitConfigs ?? []],
            EarlierDurations = [.. jobs.Where(j => j.IsCompleted && j is { StartTime: not null, EndTime: not null }).Select(j => j.EndTime!.Value - j.StartTime!.Value)],
            LayoutFaults = [.. layout?.Faults.Select(f => f()) ?? []],
            LayoutReasons = layout?.Faults ?? [],
            Notes = [.. notes],
            JobsFault = seen.JobsFault,
            Credential = credential,
            Destinations = seen.Destinations,
            Unread = unread,
            UnreadParts = seen.UnreadParts,
        };
    }

    private static ArchiveState ArchiveOf(BackupReading seen)
    {
        if (seen.Round is { } round)
        {
            return round.Status switch
            {
                "DOING" => ArchiveState.Archiving,
                "PREPARE" or "BEGINNING" => ArchiveState.Starting,
                "SUSPEND" or "SUSPENDING" => ArchiveState.Suspended,
                "STOPPING" => ArchiveState.Stopping,
                _ => ArchiveState.Unknown,
            };
        }

        // A checkpoint without a round means that logs were archived before (trap B14).
        return !seen.IsRoundKnown || seen.Archive is null ? ArchiveState.Unknown
            : seen.Archive.HasCheckpoint ? ArchiveState.NotArchiving
            : seen.Destinations is null ? ArchiveState.Unknown
            : seen.Destinations.ArchiveUri?.Length == 0 ? ArchiveState.NoDestination
            : ArchiveState.NeverStarted;
    }

    private static BackupState StateOf(BackupReading seen, BackupJob? last, BackupJob? running, ArchiveState archive) =>
        seen.Destinations is { DataUri.Length: 0 } or { ArchiveUri.Length: 0 } ? BackupState.NoDestination
        : seen.Jobs is null ? BackupState.Unknown
        : last is null ? (running is null ? BackupState.NeverBackedUp : BackupState.FirstBackupRunning)
        : archive switch
        {
            ArchiveState.Archiving => BackupState.Protected,
            ArchiveState.Unknown => BackupState.Unknown,
            _ => BackupState.NotArchiving,
        };

    /// <summary>The data URI to restore from: the URI of the newest complete backup. The present destination may be another URI.</summary>
    private static string? DataPlace(BackupReading seen, BackupJob? last, List<string> notes)
    {
        string? destination = seen.Destinations?.DataUri;
        if (last is null || last.Path.Length == 0)
        {
            return destination;
        }

        if (string.IsNullOrEmpty(destination))
        {
            return last.Path;
        }

        if (StoragePlaces.IsSame(destination!, last.Path))
        {
            // The destination and the backup's path are the same location. But only the destination contains the region and the delete
            // mode.
            return destination;
        }

        notes.Add(BackupTexts.FormatNoteDestinationChanged(new StorageUri(last.Path).ToString(), new StorageUri(destination!).ToString()));
        return last.Path;
    }

    private static string? LogPlace(BackupReading seen, BackupJob? last, List<string> notes)
    {
        string? destination = seen.Destinations?.ArchiveUri;
        string? place = string.IsNullOrEmpty(destination) && seen.Round is { Path.Length: > 0 } round ? round.Path : destination;

        // The end of the backup and the start of the round are times from the same clock, so they can be compared.
        if (last?.EndTime is { } ended && seen.Round?.StartTime is { } began && began > ended && last.PlusArchiveLog != true)
        {
            notes.Add(BackupTexts.NoteArchiveRestarted);
        }

        return place;
    }

    /// <summary>
    /// The first moment to which the backup can be restored. A moment has 100 ns, an SCN 1 ns. So it is rounded up: the user can pass the
    /// moment to <c>-Timestamp</c>.
    /// </summary>
    private static DateTimeOffset FirstPoint(long scn) => RestorePoint.FromScn(scn + 99).DateTimeOffset;

    private static DateTimeOffset? Corrected(DateTimeOffset? time, TimeSpan? offset) => time is { } t && offset is { } o ? (t - o).ToUniversalTime() : null;
}
