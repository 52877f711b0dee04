using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>A resource pool of a tenant.</summary>
public sealed class TenantPool
{
    /// <summary>Name.</summary>
    public string PoolName { get; init => field = value ?? ""; } = "";

    /// <summary>Number.</summary>
    public long PoolId { get; init; }

    /// <summary>Its zones, as the agent writes them.</summary>
    public object? ZoneList { get; init; }

    /// <summary>Servers that hold its units, as the agent writes them.</summary>
    public object? ObserverList { get; init; }

    /// <summary>Units in each zone.</summary>
    public int UnitNum { get; init; }

    /// <summary>The unit config, keys as in the API; null when the agent does not know it.</summary>
    public Dictionary<string, object?>? UnitConfig { get; init; }

    /// <summary>Name of the unit config; empty when unknown.</summary>
    public string UnitConfigName => UnitConfig is { } config && config.TryGetValue("name", out object? name) ? name as string ?? "" : "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(PoolName);
}
