namespace Obshell.Client;

/// <summary>
/// A change of a DAG went out, its answer was lost, and the DAG does not show it: it may yet be carried out. It is not sent
/// again (trap 40).
/// </summary>
public sealed class DagOperationUnknownException : ObshellException
{
    internal DagOperationUnknownException(string what, string id, string tenant, string traceId, ObshellException cause, string lookup)
        : base("DagOperationUnknown", $"It is unknown whether {what} was carried out. {cause.Message} {lookup}", cause)
    {
        Id = id;
        TenantName = tenant;
        TraceId = traceId;
        Agent = cause.Agent;
    }

    /// <summary>Id of the DAG; empty where the change named a tenant and no DAG of it is known.</summary>
    public string Id { get; }

    /// <summary>The tenant it works on; empty for DAGs that are not of one tenant.</summary>
    public string TenantName { get; }

    /// <summary>The request's id: the agent's log has it if the request arrived.</summary>
    public string TraceId { get; }
}
