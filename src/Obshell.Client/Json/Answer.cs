using Obshell.Client.Secrets;

namespace Obshell.Client.Json;

/// <summary>A successful answer of an agent. The envelope was read; <c>data</c> is still JSON.</summary>
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

    /// <summary>When the agent made the answer, by its own clock.</summary>
    public DateTimeOffset? Timestamp { get; }

    public string TraceId { get; }

    /// <summary>The agent that answered, as <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>The time that remains for finding secrets in the answer; null when this time is not limited.</summary>
    public MaskingTime? Time { get; init; }
}
