namespace Obshell.Client;

/// <summary>The round that a tenant's log archive is in (PROTOCOL-BACKUP 7). Stopped and interrupted archives have none (B14).</summary>
public sealed class ArchiveRound
{
    /// <summary>Each start after a stop makes a new round, and no restore crosses this gap.</summary>
    public long RoundId { get; init; }

    /// <summary><c>PREPARE</c>, <c>BEGINNING</c>, <c>DOING</c>, <c>SUSPEND</c>, <c>STOPPING</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Where its logs go.</summary>
    public string Path { get; init; } = "";

    /// <summary>When the round began, on the database session's clock with the agent's offset (B13); null when it has not begun.</summary>
    public DateTimeOffset? StartTime { get; init; }
}
