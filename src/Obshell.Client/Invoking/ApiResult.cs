namespace Obshell.Client;

/// <summary>The answer to a free request (<see cref="ObshellClient.InvokeAsync"/>), secrets removed.</summary>
public sealed class ApiResult
{
    internal ApiResult(int httpStatus, string json, object? data, string agent, string traceId)
    {
        HttpStatus = httpStatus;
        Json = json;
        Data = data;
        Agent = agent;
        TraceId = traceId;
    }

    /// <summary>200, or 204 where there was nothing to do.</summary>
    public int HttpStatus { get; }

    /// <summary>The JSON of <c>data</c>, numbers as the agent wrote them; empty when there is none.</summary>
    public string Json { get; }

    /// <summary>
    /// <c>data</c> as text, bool, long, decimal, double, list or dictionary; null when there is none. Moments stay text.
    /// </summary>
    public object? Data { get; }

    /// <summary>The agent that answered, <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>The request's id in the agent's log.</summary>
    public string TraceId { get; }
}
