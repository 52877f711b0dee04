namespace Obshell.Client.Errors;

/// <summary>A change that was sent: the agent that received it, and the id of the request.</summary>
public sealed class SentChange
{
    /// <param name="agent">The agent that the change was sent to, <c>host:port</c>.</param>
    /// <param name="traceId">The request's id in the agent's log.</param>
    /// <param name="outcome">See <see cref="Outcome"/>.</param>
    public SentChange(string agent, string traceId, string? outcome = null)
    {
        Agent = agent;
        TraceId = traceId;
        Outcome = outcome;
    }

    /// <summary>The agent that the change was sent to, <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>The request's id in the agent's log.</summary>
    public string TraceId { get; }

    /// <summary>
    /// The agent's result for the change. Null when the error itself is this result; set when the error has another cause.
    /// </summary>
    public string? Outcome { get; }
}
