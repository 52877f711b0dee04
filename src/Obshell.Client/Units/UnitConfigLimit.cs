namespace Obshell.Client;

/// <summary>The minimum that a unit config must have on this cluster; null where the agent sets no limit.</summary>
public sealed class UnitConfigLimit
{
    /// <summary>Minimum memory in bytes (the agent reports it in GB).</summary>
    public long? MinMemory { get; init; }

    /// <summary>Minimum number of cores.</summary>
    public double? MinCpu { get; init; }
}
