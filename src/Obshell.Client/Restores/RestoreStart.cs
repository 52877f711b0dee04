namespace Obshell.Client;

/// <summary>A restore that has been started.</summary>
public class RestoreStart : AgentResult
{
    /// <param name="dag">See <see cref="Dag"/>.</param>
    /// <param name="found">See <see cref="WasFound"/>.</param>
    /// <param name="agent">The agent that received the request, <c>host:port</c>.</param>
    /// <param name="traceId">The request's id in the agent's log.</param>
    protected internal RestoreStart(AgentDag dag, bool found, string agent, string traceId)
        : base(agent, traceId, found) => Dag = dag;

    /// <summary>The restore's DAG.</summary>
    public AgentDag Dag { get; }

    /// <summary>True when the agent's answer was lost and a search found the DAG.</summary>
    public bool WasFound => AnswerLost;

    /// <inheritdoc/>
    public override string Outcome => OutcomeOf(Dag.Id);
}
