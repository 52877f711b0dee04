namespace Obshell.Simulator;

/// <summary>A resource pool (PROTOCOL 6.1).</summary>
public sealed record ResourcePool
{
    /// <summary>Name; a restore makes <c>&lt;tenant&gt;_&lt;zone&gt;_&lt;Unix ms&gt;</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Id of the pool; 0 lets the simulator choose.</summary>
    public int Id { get; init; }

    /// <summary>Its zone.</summary>
    public required string Zone { get; init; }

    /// <summary>Name of its unit config.</summary>
    public required string UnitConfig { get; init; }

    /// <summary>Units in the zone.</summary>
    public int UnitNum { get; init; } = 1;

    /// <summary>Tenant that owns it, or null while it is free.</summary>
    public string? Tenant { get; init; }

    /// <summary>When it was created, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
