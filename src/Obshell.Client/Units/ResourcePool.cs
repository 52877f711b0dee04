namespace Obshell.Client;

/// <summary>
/// Units of one size on some zones (PROTOCOL 6.1). The reported replica type of a pool is not reliable: the tenant's locality has the
/// correct one.
/// </summary>
public sealed class ResourcePool
{
    /// <summary>Name.</summary>
    public string Name { get; init; } = "";

    /// <summary>The zones that it spans.</summary>
    public IReadOnlyList<string> Zones { get; init; } = [];

    /// <summary>Units in each of its zones.</summary>
    public int UnitNum { get; init; }

    /// <summary>The size of its units: <see cref="UnitConfig.UnitConfigId"/>.</summary>
    public long UnitConfigId { get; init; }

    /// <summary>The tenant that uses the pool; 0 for none.</summary>
    public long TenantId { get; init; }
}
