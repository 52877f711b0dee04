namespace Obshell.Client;

/// <summary>
/// The answer does not have the form of an agent's answer: it is the page of a proxy, other HTML, an empty or incomplete body, or other
/// JSON (PROTOCOL trap 26).
/// </summary>
public sealed class ObshellProtocolException : ObshellException
{
    internal ObshellProtocolException(string errorId, string message, int httpStatus, string agent, bool transient = false, Exception? inner = null)
        : base(errorId, message, inner)
    {
        HttpStatus = httpStatus;
        Agent = agent;
        IsTransient = transient;
    }

    /// <summary>The HTTP status of the answer; 0 when there was no answer.</summary>
    public int HttpStatus { get; }

    /// <summary>The trace id of the request. Search the agent's log for it to see whether the request arrived.</summary>
    public string TraceId { get; internal set; } = "";

    /// <inheritdoc/>
    public override bool IsTransient { get; }
}
