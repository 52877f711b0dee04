using Obshell.Client.Json;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary><c>GET /api/v1/status</c>, the part that says whether an agent can restore (PROTOCOL 3).</summary>
internal sealed class AgentStatus
{
    public AgentStatus(PlainFields status, string agent)
    {
        Agent = agent;
        Identity = status.Object("agent").Text("identity");
        State = status.Whole("state");
        ObState = status.Whole("obState");
        Version = status.Text("version");
    }

    public string Agent { get; }

    public string Identity { get; }

    /// <summary>2 is running.</summary>
    public long? State { get; }

    /// <summary>3 is available.</summary>
    public long? ObState { get; }

    public string Version { get; }
}
