namespace Obshell.Simulator;

/// <summary>A unit config (PROTOCOL 6.1). Sizes are in bytes.</summary>
public sealed record UnitConfig
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>unit_config_id; with 0 the simulator chooses it.</summary>
    public int Id { get; init; }

    /// <summary>The maximum number of CPU cores.</summary>
    public double MaxCpu { get; init; } = 1;

    /// <summary>The minimum number of CPU cores.</summary>
    public double MinCpu { get; init; } = 1;

    /// <summary>Memory in bytes.</summary>
    public long MemorySize { get; init; } = 2L << 30;

    /// <summary>Log disk in bytes.</summary>
    public long LogDiskSize { get; init; } = 6L << 30;

    /// <summary>Data disk in bytes; 0 without shared storage.</summary>
    public long DataDiskSize { get; init; }

    /// <summary>The maximum number of I/O operations per second.</summary>
    public ulong MaxIops { get; init; } = 9223372036854775807;

    /// <summary>The minimum number of I/O operations per second.</summary>
    public ulong MinIops { get; init; } = 9223372036854775807;

    /// <summary>The time of its creation, UTC. Default: the start of the simulator.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
