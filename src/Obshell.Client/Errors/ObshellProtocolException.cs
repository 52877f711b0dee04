namespace Obshell.Client;

/// <summary>
/// The answer does not have the form of an agent's answer: a proxy's page, HTML, an empty or cut-off body, JSON of another shape
/// (PROTOCOL trap 26).
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

    /// <summary>The HTTP status of the answer; 0 when there was none.</summary>
    public int HttpStatus { get; }

    /// <summary>The trace id that the request carried: with it the agent's log shows whether the request arrived.</summary>
    public string TraceId { get; internal set; } = "";

    /// <inheritdoc/>
    public override bool IsTransient { get; }
}
