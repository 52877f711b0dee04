namespace Obshell.Simulator;

/// <summary>The content of a tenant's destinations, from which the tenant can be restored.</summary>
internal sealed record StoredTenant
{
    /// <summary>The id of the simulator that wrote this entry.</summary>
    public required string Owner { get; init; }

    public required string TenantName { get; init; }

    public required string ClusterName { get; init; }

    /// <summary>MYSQL or ORACLE.</summary>
    public required string Mode { get; init; }

    /// <summary>The databases that SQL shows. Users and passwords are not stored.</summary>
    public IReadOnlyList<string> Databases { get; init; } = [];

    /// <summary>The completed backup sets.</summary>
    public IReadOnlyList<StoredSet> Sets { get; init; } = [];

    /// <summary>The rounds of the log archive that contain logs.</summary>
    public IReadOnlyList<StoredRound> Rounds { get; init; } = [];
}

/// <summary>A completed backup set.</summary>
/// <param name="Path">The destination.</param>
/// <param name="JobId">backup_set_id.</param>
/// <param name="Type">FULL or INC.</param>
/// <param name="PlusArchivelog">True if the set can be restored to its end without a log archive.</param>
/// <param name="End">The earliest point to which the backup set can be restored.</param>
internal sealed record StoredSet(string Path, long JobId, string Type, bool PlusArchivelog, DateTimeOffset End);

/// <summary>The logs of one round of a log archive. No logs are missing between start and checkpoint.</summary>
/// <param name="Path">The destination.</param>
/// <param name="RoundId">round_id.</param>
/// <param name="Start">The time of the first log.</param>
/// <param name="Checkpoint">The time of the last log.</param>
internal sealed record StoredRound(string Path, long RoundId, DateTimeOffset Start, DateTimeOffset Checkpoint);
