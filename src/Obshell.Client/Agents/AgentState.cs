using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>What one agent reports about itself now, or the reason why it does not answer (PROTOCOL 3).</summary>
public sealed class AgentState
{
    /// <summary>The address to which the request was sent, <c>host:port</c>.</summary>
    public string Agent { get; init; } = "";

    /// <summary>
    /// Whether the agent answered. If it did not, only <see cref="Agent"/>, <see cref="Fault"/> and <see cref="WhyNotReady"/> have a value.
    /// </summary>
    public bool IsReachable { get; init; }

    /// <summary>
    /// Whether this agent can start a restore: the agent belongs to a cluster and is running, and its OceanBase server is available.
    /// </summary>
    public bool IsReady => WhyNotReady.Length == 0;

    /// <summary>Why the agent is not ready, as sentences; empty when it is ready.</summary>
    public string WhyNotReady { get; init; } = "";

    /// <summary>Why the agent did not answer; empty when it answered. Contains no secret.</summary>
    public string Fault { get; init; } = "";

    /// <summary>Identity of the agent. Only a <c>CLUSTER AGENT</c> restores tenants.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Zone; empty outside a cluster.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Version of obshell, for example <c>4.5.0.0-0</c>.</summary>
    public string Version { get; init; } = "";

    /// <summary>Version of the OceanBase server next to the agent.</summary>
    public string ObVersion { get; init; } = "";

    /// <summary>
    /// State of the agent: 0 unknown, 1 starting, 2 running, 3 stopping, 4 stopped; null when the agent did not report it.
    /// </summary>
    public int? State { get; init; }

    /// <summary>
    /// State of the OceanBase server: 0 no process, 1 no connection, 2 restricted, 3 available; null when the agent did not report it.
    /// </summary>
    public int? ObState { get; init; }

    /// <summary>
    /// Port of OceanBase for SQL clients; null when the agent did not report it, for example because the server is not running.
    /// </summary>
    public int? SqlPort { get; init; }

    /// <summary>
    /// Whether the agent itself is locked. Locks of tenants and of the cluster are not included. Null when the agent did not report it.
    /// </summary>
    public bool? UnderMaintenance { get; init; }

    /// <summary>When the agent was started, by its own clock; null when the agent did not report it.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>
    /// Fingerprint of the agent's public key: <c>SHA256:</c> and base64. The key may differ from the pinned keys. Empty when the agent gave
    /// no key. The fingerprint is only as reliable as the connection over which it was read.
    /// </summary>
    public string PublicKeyFingerprint { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Agent);
}
