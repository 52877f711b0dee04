namespace Obshell.Client;

/// <summary>A backup, or a change of backup destinations, that an agent has started.</summary>
public sealed class BackupDagStart : AgentResult
{
    internal BackupDagStart(AgentDag dag, string agent, string traceId, bool answerLost = false)
        : base(agent, traceId, answerLost) => Dag = dag;

    /// <summary>The DAG that the agent started.</summary>
    public AgentDag Dag { get; }

    /// <inheritdoc/>
    public override string Outcome => OutcomeOf(Dag.Id);
}
