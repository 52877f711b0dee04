namespace Obshell.Client;

/// <summary>The current round of a tenant's log archive (PROTOCOL-BACKUP 7). A stopped or interrupted archive has no round (B14).</summary>
public sealed class ArchiveRound
{
    /// <summary>
    /// Number of the round. Each start after a stop begins a new round, and no restore can use logs across the gap between two rounds.
    /// </summary>
    public long RoundId { get; init; }

    /// <summary><c>PREPARE</c>, <c>BEGINNING</c>, <c>DOING</c>, <c>SUSPEND</c>, <c>STOPPING</c>.</summary>
    public string Status { get; init; } = "";

    /// <summary>Where the logs of the round are written.</summary>
    public string Path { get; init; } = "";

    /// <summary>
    /// When the round began: the local time of the database session, but with the agent's time zone offset (B13). Null when it has not
    /// begun.
    /// </summary>
    public DateTimeOffset? StartTime { get; init; }
}
