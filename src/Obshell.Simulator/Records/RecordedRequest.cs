namespace Obshell.Simulator;

/// <summary>A request as an agent saw it. It contains passwords in clear text, so it is for tests only and the simulator never prints it.</summary>
public sealed record RecordedRequest
{
    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The raw request target: path and query as on the request line.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>Index of the agent in <see cref="SimulatedCluster.Agents"/>.</summary>
    public required int AgentIndex { get; init; }

    /// <summary>Status that the handlers produced (also when a fault then replaced the answer); 0 when no handler ran.</summary>
    public required int Status { get; init; }

    /// <summary>X-OCS-Header or X-OCS-Agent-Header, whichever was used, or null.</summary>
    public string? HeaderName { get; init; }

    /// <summary>Value of that header as sent, base64.</summary>
    public string? HeaderValue { get; init; }

    /// <summary>RSA blocks in the header; 0 without one.</summary>
    public int RsaBlocks { get; init; }

    /// <summary>The header's JSON after decryption; null when it could not be decrypted.</summary>
    public string? HeaderJson { get; init; }

    /// <summary>The body after decryption (and padding to <c>{}</c> when there was none).</summary>
    public string BodyText { get; init; } = "";

    /// <summary>Length of the body on the wire, bytes.</summary>
    public int WireBodyLength { get; init; }

    /// <summary>Trace id; empty before step 6 of PROTOCOL 1.2.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>Real time of receipt, without the agent's clock offset.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Id of the TCP connection: equal for requests on one connection.</summary>
    public string ConnectionId { get; init; } = "";
}
