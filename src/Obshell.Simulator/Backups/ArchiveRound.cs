namespace Obshell.Simulator;

/// <summary>A round of a tenant's log archive: from ARCHIVELOG to NOARCHIVELOG. Between two rounds there is a gap that no restore crosses.</summary>
public sealed record ArchiveRound
{
    /// <summary>round_id.</summary>
    public required long RoundId { get; init; }

    /// <summary>Its destination as OceanBase shows it: without keys; of a query only the host.</summary>
    public required string Path { get; init; }

    /// <summary>PREPARE, BEGINNING, DOING, SUSPENDING, SUSPEND, STOPPING, STOP or INTERRUPTED.</summary>
    public required string Status { get; init; }

    /// <summary>When it got that status.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>When its first log came; null in PREPARE.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>Its checkpoint at <see cref="ChangedAt"/>; null in PREPARE. In DOING the checkpoint moves on from there.</summary>
    public DateTimeOffset? Checkpoint { get; init; }
}
