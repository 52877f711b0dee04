using Obshell.Client.Json;

namespace Obshell.Client.Agents;

/// <summary>
/// The part of an agent's status that shows whether the agent can restore tenants (<c>GET /api/v1/status</c>, PROTOCOL 3).
/// </summary>
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

    /// <summary>Identity of the agent. Only a <c>CLUSTER AGENT</c> restores tenants.</summary>
    public string Identity { get; }

    /// <summary>State of the agent: 2 means running; null when the agent does not report it.</summary>
    public long? State { get; }

    /// <summary>State of the OceanBase server: 3 means available; null when the agent does not report it.</summary>
    public long? ObState { get; }

    /// <summary>Version of the agent; empty when the agent does not report it.</summary>
    public string Version { get; }
}
