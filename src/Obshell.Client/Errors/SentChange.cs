namespace Obshell.Client.Errors;

/// <summary>A change that has left this machine: who got it, and under which id.</summary>
internal sealed class SentChange
{
    public SentChange(string agent, string traceId, string? outcome = null)
    {
        Agent = agent;
        TraceId = traceId;
        Outcome = outcome;
    }

    public string Agent { get; }

    public string TraceId { get; }

    /// <summary>What the agent made of it, where the fault that comes up is not that; null where it is.</summary>
    public string? Outcome { get; }
}
