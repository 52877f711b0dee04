namespace Obshell.Client;

/// <summary>A unit config to be made. Checked when it is sent.</summary>
public sealed class UnitConfigSpec
{
    /// <summary>Name. Required.</summary>
    public string Name { get; set => field = value ?? ""; } = "";

    /// <summary>Memory, e.g. <c>4G</c>: a whole number and K, M, G, T or P. Required.</summary>
    public string MemorySize { get; set => field = value ?? ""; } = "";

    /// <summary>Maximum number of cores. Required, more than 0.</summary>
    public double MaxCpu { get; set; }

    /// <summary>Cores that are always there; null means as many as <see cref="MaxCpu"/>.</summary>
    public double? MinCpu { get; set; }

    /// <summary>Maximum of I/O operations a second; null leaves it to OceanBase.</summary>
    public long? MaxIops { get; set; }

    /// <summary>I/O operations a second that are always there; null leaves it to OceanBase.</summary>
    public long? MinIops { get; set; }

    /// <summary>Log disk, e.g. <c>12G</c>; null leaves it to OceanBase, which takes three times the memory.</summary>
    public string? LogDiskSize { get; set; }
}
