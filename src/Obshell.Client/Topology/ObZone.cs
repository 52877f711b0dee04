using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>A zone of the cluster with its servers (PROTOCOL 6.2).</summary>
public sealed class ObZone
{
    /// <summary>Name, e.g. <c>zone1</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Region; the zones of a primary zone must lie in one region.</summary>
    public string Region { get; init; } = "";

    /// <summary>Data centre; often empty.</summary>
    public string Idc { get; init; } = "";

    /// <summary><c>RUNNING</c>, <c>STOPPED</c> ... in the agent's words.</summary>
    public string Status { get; init; } = "";

    /// <summary>The servers.</summary>
    public ObServer[] Servers { get; init; } = [];

    /// <summary>
    /// The number of servers in any status: the maximum number of units that a tenant can have here. Null when the agent did not list
    /// them.
    /// </summary>
    public int? ServerCount { get; init; }

    /// <summary>Free cores of all servers together; null when the value of any server is unknown. A unit must fit on one server.</summary>
    public double? CpuFree => ServerCount is null || Servers.Any(s => s.CpuFree is null) ? null : Servers.Sum(s => s.CpuFree);

    /// <summary>Free bytes of memory of all servers together; null when the value of any server is unknown. A unit must fit on one server.</summary>
    public long? MemoryFree => ServerCount is null || Servers.Any(s => s.MemoryFree is null) ? null : SumOrNull(Servers.Select(s => s.MemoryFree!.Value));

    /// <summary>The sum; null when the numbers are too large for it.</summary>
    private static long? SumOrNull(IEnumerable<long> numbers)
    {
        decimal sum = numbers.Sum(n => (decimal)n);
        return sum is >= long.MinValue and <= long.MaxValue ? (long)sum : null;
    }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Name);
}
