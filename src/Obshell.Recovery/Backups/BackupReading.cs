using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>Everything that the agents report about one tenant's backup.</summary>
internal sealed class BackupReading
{
    public BackupDestinations? Destinations { get; init; }

    /// <summary>The newest jobs, newest first; null when they are not known.</summary>
    public IReadOnlyList<BackupJob>? Jobs { get; init; }

    /// <summary>Why the jobs are not known.</summary>
    public ObshellException? JobsFault { get; init; }

    /// <summary>The state of the log archive; null when it is not known.</summary>
    public ArchiveInfo? Archive { get; init; }

    /// <summary>
    /// The present round of the log archive. Null when there is no round, or when it is not known (<see cref="IsRoundKnown"/>).
    /// </summary>
    public ArchiveRound? Round { get; init; }

    public bool IsRoundKnown { get; init; }

    /// <summary>
    /// The running backup. When no backup is running, the newest backup. Null when there is no backup, or when it is not known.
    /// </summary>
    public BackupProgress? Progress { get; init; }

    /// <summary>What could not be read, with the reason.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    public BackupParts UnreadParts { get; init; }

    /// <summary>
    /// How wrong the backup times from the agent are (trap B13): reported time minus real time. Null when no tenant's data shows this
    /// error.
    /// </summary>
    public TimeSpan? ClockOffset { get; init; }
}
