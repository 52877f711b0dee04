using Obshell.Client.Json;

namespace Obshell.Client.Agents;

/// <summary>The part of an agent's status that shows whether it can restore (<c>GET /api/v1/status</c>, PROTOCOL 3).</summary>
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

    /// <summary>2 is running; null where the agent does not report it.</summary>
    public long? State { get; }

    /// <summary>3 is available; null where the agent does not report it.</summary>
    public long? ObState { get; }

    /// <summary>Its version; empty where the agent does not report it.</summary>
    public string Version { get; }
}
