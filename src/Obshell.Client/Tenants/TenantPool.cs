using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>A resource pool of a tenant.</summary>
public sealed class TenantPool
{
    /// <summary>Name.</summary>
    public string PoolName { get; init => field = value ?? ""; } = "";

    /// <summary>Number.</summary>
    public long PoolId { get; init; }

    /// <summary>The zones of the pool, as the agent writes them.</summary>
    public object? ZoneList { get; init; }

    /// <summary>The servers with the units of the pool, as the agent writes them.</summary>
    public object? ObserverList { get; init; }

    /// <summary>Number of units in each zone.</summary>
    public int UnitNum { get; init; }

    /// <summary>The unit config, with the keys of the API; null when the agent does not report it.</summary>
    public Dictionary<string, object?>? UnitConfig { get; init; }

    /// <summary>Name of the unit config; empty when unknown.</summary>
    public string UnitConfigName => UnitConfig is { } config && config.TryGetValue("name", out object? name) ? name as string ?? "" : "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(PoolName);
}
