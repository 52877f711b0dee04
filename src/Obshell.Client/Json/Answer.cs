using Obshell.Client.Secrets;

namespace Obshell.Client.Json;

/// <summary>A successful answer of an agent. Its envelope is read, and <c>data</c> is still JSON.</summary>
internal sealed class Answer
{
    public Answer(int httpStatus, ReadOnlyMemory<byte> data, DateTimeOffset? timestamp, string traceId, string agent)
    {
        HttpStatus = httpStatus;
        Data = data;
        Timestamp = timestamp;
        TraceId = traceId;
        Agent = agent;
    }

    public int HttpStatus { get; }

    /// <summary>The JSON of <c>data</c>; empty when the key is absent or null, and for 204.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>When the agent built the answer, on its clock.</summary>
    public DateTimeOffset? Timestamp { get; }

    public string TraceId { get; }

    /// <summary>The agent that answered, as <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>The rest of the request's limit for finding secrets in the answer; null when this time is not measured.</summary>
    public MaskingTime? Time { get; init; }
}
