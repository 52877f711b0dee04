namespace Obshell.Recovery.Plans.Format;

/// <summary>A unit config in a plan file. Sizes are in bytes.</summary>
internal sealed class PlanUnit
{
    public string? Name { get; set; }

    public double? MaxCpu { get; set; }

    public double? MinCpu { get; set; }

    public long? MemorySize { get; set; }

    public long? LogDiskSize { get; set; }

    public ulong? MaxIops { get; set; }

    public ulong? MinIops { get; set; }
}
