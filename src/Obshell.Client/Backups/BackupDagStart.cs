namespace Obshell.Client;

/// <summary>A backup, or a change of its places, that an agent has begun with.</summary>
public sealed class BackupDagStart : AgentResult
{
    internal BackupDagStart(AgentDag dag, string agent, string traceId, bool answerLost = false)
        : base(agent, traceId, answerLost) => Dag = dag;

    /// <summary>Its DAG.</summary>
    public AgentDag Dag { get; }

    /// <inheritdoc/>
    public override string Outcome => AnswerLost ? ChangeTexts.FormatOutcomeDagAnswerLost(Dag.Id) : ChangeTexts.FormatOutcomeDag(Dag.Id);
}
