using Obshell.Client;
using Obshell.Client.Agents;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>The agents' answers about the cluster. They are read once for all restores of a command.</summary>
internal sealed class ClusterReadings
{
    public Reading<AgentDag[]> Unfinished { get; init; } = null!;

    public Reading<AgentStatus> Status { get; init; } = null!;

    public Reading<IReadOnlyList<string>> TenantNames { get; init; } = null!;

    public Reading<ObZone[]> Zones { get; init; } = null!;

    public Reading<UnitConfig[]> Units { get; init; } = null!;

    /// <summary>The minimum values of a unit config.</summary>
    public Reading<UnitConfigLimit> UnitLimit { get; init; } = null!;

    /// <summary>Resource pools without a tenant.</summary>
    public Reading<string[]> FreePools { get; init; } = null!;

    /// <summary>The agent's version from the connection, for agents whose status does not contain it.</summary>
    public string Version { get; init; } = "";
}
