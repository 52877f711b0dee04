namespace Obshell.Simulator;

/// <summary>What the destinations of a tenant contain, as a restore from there finds it.</summary>
internal sealed record StoredTenant
{
    /// <summary>The simulator that wrote it.</summary>
    public required string Owner { get; init; }

    public required string TenantName { get; init; }

    public required string ClusterName { get; init; }

    /// <summary>MYSQL or ORACLE.</summary>
    public required string Mode { get; init; }

    /// <summary>Databases that SQL shows; users and passwords are not stored.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>Sets that were completed.</summary>
    public IReadOnlyList<StoredSet> Sets { get; init; } = [];

    /// <summary>Rounds of the log archive that hold a log.</summary>
    public IReadOnlyList<StoredRound> Rounds { get; init; } = [];
}

/// <summary>A completed backup set.</summary>
/// <param name="Path">Its destination.</param>
/// <param name="JobId">backup_set_id.</param>
/// <param name="Type">FULL or INC.</param>
/// <param name="PlusArchivelog">Whether it needs no log archive to be restored to its end.</param>
/// <param name="End">The earliest point that it can be restored to.</param>
internal sealed record StoredSet(string Path, long JobId, string Type, bool PlusArchivelog, DateTimeOffset End);

/// <summary>The logs of one round of a log archive, without a gap.</summary>
/// <param name="Path">Their destination.</param>
/// <param name="RoundId">round_id.</param>
/// <param name="Start">Time of the first log.</param>
/// <param name="Checkpoint">Time of the last log.</param>
internal sealed record StoredRound(string Path, long RoundId, DateTimeOffset Start, DateTimeOffset Checkpoint);
