namespace Obshell.Client;

/// <summary>A restore that has been started.</summary>
public class RestoreStart : AgentResult
{
    internal RestoreStart(DagDetail dag, bool found, string agent, string traceId)
        : base(agent, traceId, found) => Dag = dag;

    /// <summary>Its DAG.</summary>
    public DagDetail Dag { get; }

    /// <summary>True when the agent's answer was lost and the DAG was found by looking for it.</summary>
    public bool WasFound => AnswerLost;

    /// <inheritdoc/>
    public override string Outcome => "DAG " + Dag.Id + (AnswerLost ? ", answer lost" : "");
}
