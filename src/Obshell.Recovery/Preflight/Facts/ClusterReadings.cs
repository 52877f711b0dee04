using Obshell.Client;
using Obshell.Client.Agents;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>What the cluster said of itself; the same for all restores of one command.</summary>
internal sealed class ClusterReadings
{
    public Reading<AgentDag[]> Unfinished { get; init; } = null!;

    public Reading<AgentStatus> Status { get; init; } = null!;

    public Reading<IReadOnlyList<string>> TenantNames { get; init; } = null!;

    public Reading<ObZone[]> Zones { get; init; } = null!;

    public Reading<UnitConfig[]> Units { get; init; } = null!;

    /// <summary>The least that a unit config must have.</summary>
    public Reading<UnitConfigLimit> UnitLimit { get; init; } = null!;

    /// <summary>Resource pools without a tenant.</summary>
    public Reading<string[]> FreePools { get; init; } = null!;

    /// <summary>As the connection knows it, for agents whose status does not report it.</summary>
    public string Version { get; init; } = "";
}
