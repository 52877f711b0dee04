namespace Obshell.Client;

/// <summary>What came of a request, and how it is found again in the agent's log.</summary>
public abstract class AgentResult
{
    /// <param name="agent">Who got the request, <c>host:port</c>.</param>
    /// <param name="traceId">The request's id in the agent's log.</param>
    /// <param name="answerLost">See <see cref="AnswerLost"/>.</param>
    protected AgentResult(string agent, string traceId, bool answerLost = false)
    {
        Agent = agent;
        TraceId = traceId;
        AnswerLost = answerLost;
    }

    /// <summary>The agent that got the request, <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>The request's id in the agent's log.</summary>
    public string TraceId { get; }

    /// <summary>True when the agent's answer was lost, and what can be read shows that the change was carried out.</summary>
    public bool AnswerLost { get; }

    /// <summary>What came of it, in a few words, for an audit.</summary>
    public virtual string Outcome => AnswerLost ? ChangeTexts.OutcomeAnswerLost : ChangeTexts.OutcomeAccepted;
}
