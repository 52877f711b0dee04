namespace Obshell.Client;

/// <summary>A change of a DAG that an agent has carried out, or found nothing to carry out for.</summary>
public sealed class DagChange
{
    internal DagChange(DagDetail? dag, bool answerLost, string agent, string traceId)
    {
        Dag = dag;
        AnswerLost = answerLost;
        Agent = agent;
        TraceId = traceId;
    }

    /// <summary>The DAG as read after the change, with details; null when there was nothing to change, or with <see cref="ReadFault"/>.</summary>
    public DagDetail? Dag { get; }

    /// <summary>True when the agent's answer was lost, and the DAG itself shows that the change was carried out.</summary>
    public bool AnswerLost { get; }

    /// <summary>The agent that got the request.</summary>
    public string Agent { get; }

    /// <summary>The request's id in the agent's log.</summary>
    public string TraceId { get; }

    /// <summary>Why the DAG could not be read after the change was accepted; null normally.</summary>
    public ObshellException? ReadFault { get; internal init; }
}
