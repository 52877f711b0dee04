namespace Obshell.Client;

/// <summary>The values of a new unit config. They are checked before they are sent.</summary>
public sealed class UnitConfigSpec
{
    /// <summary>Name. Required.</summary>
    public string Name { get; set => field = value ?? ""; } = "";

    /// <summary>Memory, e.g. <c>4G</c>: an integer and K, M, G, T or P. Required.</summary>
    public string MemorySize { get; set => field = value ?? ""; } = "";

    /// <summary>Maximum number of cores. Required, more than 0.</summary>
    public double MaxCpu { get; set; }

    /// <summary>Number of cores that a unit always has; null means the same as <see cref="MaxCpu"/>.</summary>
    public double? MinCpu { get; set; }

    /// <summary>Maximum number of I/O operations per second; null lets OceanBase choose the value.</summary>
    public long? MaxIops { get; set; }

    /// <summary>Number of I/O operations per second that a unit always has; null lets OceanBase choose the value.</summary>
    public long? MinIops { get; set; }

    /// <summary>Log disk, e.g. <c>12G</c>; null means three times the memory.</summary>
    public string? LogDiskSize { get; set; }
}
