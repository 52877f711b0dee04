namespace Obshell.Simulator;

/// <summary>A resource unit config (PROTOCOL 6.1). Sizes in bytes.</summary>
public sealed record UnitConfig
{
    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>unit_config_id; 0 lets the simulator choose.</summary>
    public int Id { get; init; }

    /// <summary>Maximum of CPU cores.</summary>
    public double MaxCpu { get; init; } = 1;

    /// <summary>Minimum of CPU cores.</summary>
    public double MinCpu { get; init; } = 1;

    /// <summary>Memory, bytes.</summary>
    public long MemorySize { get; init; } = 2L << 30;

    /// <summary>Log disk, bytes.</summary>
    public long LogDiskSize { get; init; } = 6L << 30;

    /// <summary>Data disk, bytes; 0 without shared storage.</summary>
    public long DataDiskSize { get; init; }

    /// <summary>Maximum of I/O operations a second.</summary>
    public ulong MaxIops { get; init; } = 9223372036854775807;

    /// <summary>Minimum of I/O operations a second.</summary>
    public ulong MinIops { get; init; } = 9223372036854775807;

    /// <summary>When it was created, UTC; the simulator's start when not given.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}
