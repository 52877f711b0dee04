namespace Obshell.Client;

/// <summary>What an agent answered to the removal of a tenant.</summary>
public sealed class TenantRemoval
{
    internal TenantRemoval(DagDetail? dag, string agent, string traceId)
    {
        Dag = dag;
        Agent = agent;
        TraceId = traceId;
    }

    /// <summary>The DAG that does it; null when the agent found no such tenant (HTTP 204).</summary>
    public DagDetail? Dag { get; }

    /// <summary>The agent that got the request.</summary>
    public string Agent { get; }

    /// <summary>The request's id in the agent's log.</summary>
    public string TraceId { get; }
}
