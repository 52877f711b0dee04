using Obshell.Client.Secrets;

namespace Obshell.Client.Json;

/// <summary>A successful answer of an agent: its envelope opened, <c>data</c> still JSON.</summary>
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

    /// <summary>Who answered, as <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>What is left of the request's limit for looking for secrets in it; null when nothing of it is measured.</summary>
    public MaskingTime? Time { get; init; }
}
