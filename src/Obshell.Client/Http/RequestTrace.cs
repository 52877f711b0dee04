namespace Obshell.Client;

/// <summary>One finished HTTP request, for the user to read. It contains no secret.</summary>
public sealed class RequestTrace
{
    internal RequestTrace(string method, string path, string agent, int status, TimeSpan duration, string traceId, string? requestBody, string? answerBody, string? fault)
    {
        Method = method;
        Path = path;
        Agent = agent;
        Status = status;
        Duration = duration;
        TraceId = traceId;
        RequestBody = requestBody;
        AnswerBody = answerBody;
        Fault = fault;
    }

    /// <summary>GET, POST, ...</summary>
    public string Method { get; }

    /// <summary>Path and query.</summary>
    public string Path { get; }

    /// <summary>The agent, <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>HTTP status; 0 when no answer came.</summary>
    public int Status { get; }

    /// <summary>The time from the start of the request to the last byte of the answer.</summary>
    public TimeSpan Duration { get; }

    /// <summary>The id under which the agent logged the request.</summary>
    public string TraceId { get; }

    /// <summary>JSON that was sent, with secrets removed; null unless the log wants bodies.</summary>
    public string? RequestBody { get; }

    /// <summary>JSON that was received, with secrets removed; null unless the log wants bodies.</summary>
    public string? AnswerBody { get; }

    /// <summary>Why no answer came; null when an answer came.</summary>
    public string? Fault { get; }
}
