namespace Obshell.Client;

/// <summary>
/// A resource pool: units of one size in some zones (PROTOCOL 6.1). The replica type of a pool is not read, because it is not reliable. The
/// tenant's locality contains the correct replica type.
/// </summary>
public sealed class ResourcePool
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The zones of the pool.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>Number of units in each zone.</summary>
    public int UnitNum { get; init; }

    /// <summary>The unit config of the pool: <see cref="UnitConfig.UnitConfigId"/>.</summary>
    public long UnitConfigId { get; init; }

    /// <summary>The tenant that uses the pool; 0 when no tenant uses it.</summary>
    public long TenantId { get; init; }
}
