namespace Obshell.Simulator;

/// <summary>
/// A round of a tenant's log archive, from ARCHIVELOG to NOARCHIVELOG. Logs are missing between rounds, so a restore can use only one
/// round.
/// </summary>
public sealed record ArchiveRound
{
    /// <summary>round_id.</summary>
    public required long RoundId { get; init; }

    /// <summary>The destination as OceanBase shows it: without keys, and with only the parameter host in the query.</summary>
    public required string Path { get; init; }

    /// <summary>PREPARE, BEGINNING, DOING, SUSPENDING, SUSPEND, STOPPING, STOP or INTERRUPTED.</summary>
    public required string Status { get; init; }

    /// <summary>The time when the round got this status.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The time of the first log; null in PREPARE.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>The checkpoint at <see cref="ChangedAt"/>; null in PREPARE. In DOING the checkpoint then continues to advance.</summary>
    public DateTimeOffset? Checkpoint { get; init; }
}
