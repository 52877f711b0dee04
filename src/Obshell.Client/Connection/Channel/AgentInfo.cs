namespace Obshell.Client;

/// <summary>What an agent reports about itself: <c>GET /api/v1/info</c> (PROTOCOL 3).</summary>
public sealed class AgentInfo
{
    /// <summary>The address that the agent reports; it may differ from the address in the connection.</summary>
    public string Ip { get; init => field = value ?? ""; } = "";

    /// <summary>The port that the agent reports.</summary>
    public int Port { get; init; }

    /// <summary>Zone; empty outside a cluster.</summary>
    public string Zone { get; init => field = value ?? ""; } = "";

    /// <summary>Identity of the agent. Only a <c>CLUSTER AGENT</c> restores tenants.</summary>
    public string Identity { get; init => field = value ?? ""; } = "";

    /// <summary>Version of the agent, for example <c>4.5.0.0-0</c>.</summary>
    public string Version { get; init => field = value ?? ""; } = "";

    /// <summary>2 = running.</summary>
    public int State { get; init; }

    /// <summary>When the agent was started, in nanoseconds since 1970 UTC.</summary>
    public long StartAt { get; init; }

    /// <summary>Version of the OceanBase server next to the agent.</summary>
    public string ObVersion { get; init => field = value ?? ""; } = "";

    /// <summary><c>x86_64</c> or <c>aarch64</c>.</summary>
    public string Architecture { get; init => field = value ?? ""; } = "";

    /// <summary>Whether an agent password is set.</summary>
    public bool Security { get; init; }

    /// <summary>Authentication schemes, e.g. <c>v2</c>; null for agents before 4.2.5.</summary>
    public string[]? SupportedAuth { get; init; }
}
