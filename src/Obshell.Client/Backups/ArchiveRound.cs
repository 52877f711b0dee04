namespace Obshell.Client;

/// <summary>The round that a tenant's log archive is in (PROTOCOL-BACKUP 7). Stopped and interrupted archives have none (B14).</summary>
public sealed class ArchiveRound
{
    /// <summary>Each start after a stop makes a new one: a gap that no restore crosses.</summary>
    public long RoundId { get; init; }

    /// <summary><c>PREPARE</c>, <c>BEGINNING</c>, <c>DOING</c>, <c>SUSPEND</c>, <c>STOPPING</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Where its logs go.</summary>
    public string Path { get; init; } = "";

    /// <summary>When it began, on the database session's clock with the agent's offset (B13); null when it has not yet.</summary>
    public DateTimeOffset? StartTime { get; init; }
}
