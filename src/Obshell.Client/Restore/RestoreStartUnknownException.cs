namespace Obshell.Client;

/// <summary>
/// The request to restore went out, its answer was lost, and no DAG of it is to be found: it may have been started, or
/// still start. It is not sent again (promise 5).
/// </summary>
public sealed class RestoreStartUnknownException : ObshellException
{
    internal RestoreStartUnknownException(string tenant, string traceId, ObshellException cause, string lookup)
        : base(
            "RestoreStartUnknown",
            $"It is unknown whether the restore of tenant '{tenant}' was started. {cause.Message} {lookup}",
            cause)
    {
        TenantName = tenant;
        TraceId = traceId;
        Agent = cause.Agent;
    }

    /// <summary>The tenant that was to be restored.</summary>
    public string TenantName { get; }

    /// <summary>The request's id: the agent's log has it if the request arrived.</summary>
    public string TraceId { get; }
}
