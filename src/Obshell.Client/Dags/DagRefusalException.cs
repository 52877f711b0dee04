namespace Obshell.Client;

/// <summary>
/// An agent refused a change, and the client knows the DAG that is the reason: the DAG that blocks the change, or the DAG that changed in
/// the meantime.
/// </summary>
public sealed class DagRefusalException : ObshellApiException
{
    internal DagRefusalException(ObshellApiException refusal, AgentDag dag)
        : base(refusal) => Dag = dag;

    /// <summary>The DAG as it was read after the refusal.</summary>
    public AgentDag Dag { get; }
}
