namespace Obshell.Client;

/// <summary>The minimum values of a unit config on this cluster; a property is null when the agent sets no limit.</summary>
public sealed class UnitConfigLimit
{
    /// <summary>Minimum memory in bytes (the agent reports it in GB).</summary>
    public long? MinMemory { get; init; }

    /// <summary>Minimum number of cores.</summary>
    public double? MinCpu { get; init; }
}
