namespace Obshell.Client.Errors;

/// <summary>A change that has left this machine: who got it, and under which id.</summary>
public sealed class SentChange
{
    /// <param name="agent">Who got it, <c>host:port</c>.</param>
    /// <param name="traceId">The request's id in the agent's log.</param>
    /// <param name="outcome">See <see cref="Outcome"/>.</param>
    public SentChange(string agent, string traceId, string? outcome = null)
    {
        Agent = agent;
        TraceId = traceId;
        Outcome = outcome;
    }

    /// <summary>Who got it, <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>The request's id in the agent's log.</summary>
    public string TraceId { get; }

    /// <summary>What the agent made of it, where the fault that comes up is not that; null where it is.</summary>
    public string? Outcome { get; }
}
