namespace Obshell.Client.Naming;

/// <summary><c>GET /api/v1/obcluster/info</c>, the names of the zones only (PROTOCOL 6.2).</summary>
internal sealed class NamedZones
{
    /// <summary>Null while the agent's OceanBase is down.</summary>
    public NamedItem?[]? Zones { get; init; }
}
