namespace Obshell.Client;

/// <summary>An agent's answer to the removal of a tenant.</summary>
public sealed class TenantRemoval : AgentResult
{
    internal TenantRemoval(AgentDag? dag, string agent, string traceId, bool answerLost = false)
        : base(agent, traceId, answerLost) => Dag = dag;

    /// <summary>The DAG that removes the tenant; null when the tenant does not exist (HTTP 204).</summary>
    public AgentDag? Dag { get; }

    /// <inheritdoc/>
    public override string Outcome => Dag is null ? ChangeTexts.OutcomeNoTenant : OutcomeOf(Dag.Id);
}
