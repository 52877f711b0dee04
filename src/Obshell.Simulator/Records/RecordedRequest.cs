namespace Obshell.Simulator;

/// <summary>
/// A request that an agent received. It contains passwords in clear text, so it is only for tests, and the simulator never prints it.
/// </summary>
public sealed record RecordedRequest
{
    /// <summary>HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The raw request target: path and query from the request line.</summary>
    public required string PathAndQuery { get; init; }

    /// <summary>The index of the agent in <see cref="SimulatedCluster.Agents"/>.</summary>
    public required int AgentIndex { get; init; }

    /// <summary>The HTTP status of the handler, even if a fault replaced the answer; 0 when the request was not executed.</summary>
    public required int Status { get; init; }

    /// <summary>The name of the header that was used, X-OCS-Header or X-OCS-Agent-Header; null if the request has no such header.</summary>
    public string? HeaderName { get; init; }

    /// <summary>The value of that header, in Base64.</summary>
    public string? HeaderValue { get; init; }

    /// <summary>The number of RSA blocks in the header; 0 without a header.</summary>
    public int RsaBlocks { get; init; }

    /// <summary>The header's JSON after decryption; null when it could not be decrypted.</summary>
    public string? HeaderJson { get; init; }

    /// <summary>The body after decryption. An empty body is <c>{}</c>.</summary>
    public string BodyText { get; init; } = "";

    /// <summary>The length of the received body in bytes.</summary>
    public int WireBodyLength { get; init; }

    /// <summary>The trace id; empty before step 6 of PROTOCOL 1.2.</summary>
    public string TraceId { get; init; } = "";

    /// <summary>The real time when the request arrived, without the agent's clock offset.</summary>
    public DateTimeOffset ReceivedAt { get; init; }

    /// <summary>The id of the TCP connection. Requests on the same connection have the same id.</summary>
    public string ConnectionId { get; init; } = "";
}
