namespace Obshell.Client.Naming;

/// <summary>The answer of <c>GET /api/v1/obcluster/info</c>, of which only the names of the zones are read (PROTOCOL 6.2).</summary>
internal sealed class NamedZones
{
    /// <summary>Null while the agent's OceanBase server is down.</summary>
    public NamedItem?[]? Zones { get; init; }
}
