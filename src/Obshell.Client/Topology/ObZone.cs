using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>A zone of the cluster with its servers (PROTOCOL 6.2).</summary>
public sealed class ObZone
{
    /// <summary>Name, e.g. <c>zone1</c>.</summary>
    public string Name { get; init; } = "";

    /// <summary>Region. In a primary zone, all zones with the highest priority must be in one region.</summary>
    public string Region { get; init; } = "";

    /// <summary>Data centre; often empty.</summary>
    public string Idc { get; init; } = "";

    /// <summary>Status in the agent's words: <c>RUNNING</c>, <c>STOPPED</c> ...</summary>
    public string Status { get; init; } = "";

    /// <summary>The servers.</summary>
    public ObServer[] Servers { get; init; } = [];

    /// <summary>
    /// The number of servers, in any status. A tenant cannot have more units than this in the zone. Null when the agent did not list the
    /// servers.
    /// </summary>
    public int? ServerCount { get; init; }

    /// <summary>
    /// Free cores of all servers together; null when the value of a server is unknown. This sum does not show whether a unit fits, because
    /// a unit must fit on one server.
    /// </summary>
    public double? CpuFree => ServerCount is null || Servers.Any(s => s.CpuFree is null) ? null : Servers.Sum(s => s.CpuFree);

    /// <summary>
    /// Free bytes of memory of all servers together; null when the value of a server is unknown. This sum does not show whether a unit
    /// fits, because a unit must fit on one server.
    /// </summary>
    public long? MemoryFree => ServerCount is null || Servers.Any(s => s.MemoryFree is null) ? null : SumOrNull(Servers.Select(s => s.MemoryFree!.Value));

    /// <summary>The sum; null when it does not fit into 64 bits.</summary>
    private static long? SumOrNull(IEnumerable<long> numbers)
    {
        decimal sum = numbers.Sum(n => (decimal)n);
        return sum is >= long.MinValue and <= long.MaxValue ? (long)sum : null;
    }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Name);
}
