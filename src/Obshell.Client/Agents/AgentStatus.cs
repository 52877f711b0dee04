using Obshell.Client.Json;

namespace Obshell.Client.Agents;

/// <summary>What an agent reports of itself, as far as it says whether it can restore (<c>GET /api/v1/status</c>, PROTOCOL 3).</summary>
public sealed class AgentStatus
{
    internal AgentStatus(PlainFields status, string agent)
    {
        Agent = agent;
        Identity = status.Object("agent").Text("identity");
        State = status.Whole("state");
        ObState = status.Whole("obState");
        Version = status.Text("version");
    }

    /// <summary>The agent, <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>Its identity; only a <c>CLUSTER AGENT</c> restores tenants.</summary>
    public string Identity { get; }

    /// <summary>2 is running; null where it does not say.</summary>
    public long? State { get; }

    /// <summary>3 is available; null where it does not say.</summary>
    public long? ObState { get; }

    /// <summary>Its version; empty where it does not say.</summary>
    public string Version { get; }
}
