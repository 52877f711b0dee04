using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>The data of one agent about itself at this moment, or why there is none (PROTOCOL 3).</summary>
public sealed class AgentState
{
    /// <summary>The address at which the agent was asked, <c>host:port</c>.</summary>
    public string Agent { get; init; } = "";

    /// <summary>Whether the agent answered. If it did not, all properties except <see cref="Agent"/> and <see cref="Fault"/> are empty.</summary>
    public bool IsReachable { get; init; }

    /// <summary>
    /// Whether a restore can be started at this agent: it is a member of a running cluster, it is running, and its OceanBase server is
    /// available.
    /// </summary>
    public bool IsReady => WhyNotReady.Length == 0;

    /// <summary>Why the agent is not ready, in words; empty when it is ready.</summary>
    public string WhyNotReady { get; init; } = "";

    /// <summary>Why the agent did not answer; empty when it did. It holds no secret.</summary>
    public string Fault { get; init; } = "";

    /// <summary><c>CLUSTER AGENT</c> is the only identity that restores.</summary>
    public string Identity { get; init; } = "";

    /// <summary>Zone; empty outside a cluster.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Version of obshell, <c>4.5.0.0-0</c> style.</summary>
    public string Version { get; init; } = "";

    /// <summary>Version of the OceanBase server next to it.</summary>
    public string ObVersion { get; init; } = "";

    /// <summary>0 unknown, 1 starting, 2 running, 3 stopping, 4 stopped; null when it did not report it.</summary>
    public int? State { get; init; }

    /// <summary>OceanBase: 0 no process, 1 no connection, 2 restricted, 3 available; null when the agent did not report it.</summary>
    public int? ObState { get; init; }

    /// <summary>Port of OceanBase for SQL clients; 0 without a running server.</summary>
    public int SqlPort { get; init; }

    /// <summary>Whether the agent's own lock is taken. It does not include the locks of tenants or of the cluster.</summary>
    public bool UnderMaintenance { get; init; }

    /// <summary>When the agent was started, on its clock; null when it did not report it.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>
    /// Fingerprint of the agent's public key, <c>SHA256:</c> and base64, pinned or not; empty when the agent gave no key. It is only as
    /// reliable as the connection over which it was read.
    /// </summary>
    public string PublicKeyFingerprint { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Agent);
}
