using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>What one agent says of itself at this moment, or why it says nothing (PROTOCOL 3).</summary>
public sealed class AgentState
{
    /// <summary>Address it was asked at, <c>host:port</c>.</summary>
    public string Agent { get; init; } = "";

    /// <summary>It answered. False leaves all but <see cref="Fault"/> empty.</summary>
    public bool IsReachable { get; init; }

    /// <summary>Member of a running cluster, itself running, its OceanBase server available: only then a restore can be started there.</summary>
    public bool IsReady => WhyNotReady.Length == 0;

    /// <summary>What keeps it from being ready, in words; empty when it is.</summary>
    public string WhyNotReady { get; init; } = "";

    /// <summary>Why it did not answer; empty when it did. Holds no secret.</summary>
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

    /// <summary>The agent's own lock is taken. Says nothing about the tenants' or the cluster's locks.</summary>
    public bool UnderMaintenance { get; init; }

    /// <summary>When the agent was started, on its clock; null when it did not report it.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>
    /// Fingerprint of the public key that it gives, <c>SHA256:</c> and base64, pinned or not; empty when it gave none. Only as
    /// true as the way on which it came.
    /// </summary>
    public string PublicKeyFingerprint { get; init; } = "";

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Agent);
}
