namespace Obshell.Client.Errors;

/// <summary>A change that has left this machine: the agent that received it, and the request's id.</summary>
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

    /// <summary>The agent's result for the change, where the fault has another cause; null where the fault is this result.</summary>
    public string? Outcome { get; }
}
