namespace Obshell.Client;

/// <summary>The result of a request, and the data that a user needs to find the request in the agent's log.</summary>
public abstract class AgentResult
{
    /// <param name="agent">The agent that received the request, <c>host:port</c>.</param>
    /// <param name="traceId">The request's id in the agent's log.</param>
    /// <param name="answerLost">See <see cref="AnswerLost"/>.</param>
    protected AgentResult(string agent, string traceId, bool answerLost = false)
    {
        Agent = agent;
        TraceId = traceId;
        AnswerLost = answerLost;
    }

    /// <summary>The agent that received the request, <c>host:port</c>.</summary>
    public string Agent { get; }

    /// <summary>The request's id in the agent's log.</summary>
    public string TraceId { get; }

    /// <summary>True when the agent's answer was lost and later reads show that the change was carried out.</summary>
    public bool AnswerLost { get; }

    /// <summary>The result in a few words, for the audit record.</summary>
    public virtual string Outcome => AnswerLost ? ChangeTexts.OutcomeAnswerLost : ChangeTexts.OutcomeAccepted;

    /// <summary>The <see cref="Outcome"/> of a request that started a DAG.</summary>
    private protected string OutcomeOf(string dag) => AnswerLost ? ChangeTexts.FormatOutcomeDagAnswerLost(dag) : ChangeTexts.FormatOutcomeDag(dag);
}
