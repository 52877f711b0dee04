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

    /// <summary>Null when not known.</summary>
    public ArchiveInfo? Archive { get; init; }

    /// <summary>Null when it does not exist, and when not known.</summary>
    public ArchiveRound? Round { get; init; }

    public bool IsRoundKnown { get; init; }

    /// <summary>The running backup, or the newest one; null when there is no backup or it is not known.</summary>
    public BackupProgress? Progress { get; init; }

    /// <summary>What could not be read, with the reason.</summary>
    public IReadOnlyList<string> Unread { get; init; } = [];

    public BackupParts UnreadParts { get; init; }

    /// <summary>How much later than the truth the agent's times of this cluster's backups are; null when no tenant shows it (B13).</summary>
    public TimeSpan? ClockOffset { get; init; }
}
