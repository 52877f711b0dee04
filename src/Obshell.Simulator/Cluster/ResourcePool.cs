namespace Obshell.Simulator;

/// <summary>A resource pool (PROTOCOL 6.1).</summary>
public sealed record ResourcePool
{
    /// <summary>The name. The pool of a restore has the name <c>&lt;tenant&gt;_&lt;zone&gt;_&lt;Unix ms&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The id of the pool; with 0 the simulator chooses it.</summary>
    public int Id { get; init; }

    /// <summary>The zone of the pool.</summary>
    public required string Zone { get; init; }

    /// <summary>The name of its unit config.</summary>
    public required string UnitConfig { get; init; }

    /// <summary>The number of units in the zone.</summary>
    public int UnitNum { get; init; } = 1;

    /// <summary>The tenant that owns the pool; null while it is free.</summary>
    public string? Tenant { get; init; }

    /// <summary>The time of its creation, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
