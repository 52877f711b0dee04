namespace Obshell.Client;

/// <summary>
/// An agent refused a change, and the DAG concerned is known: the DAG that blocks the change, or the DAG that changed in the meantime.
/// </summary>
public sealed class DagRefusalException : ObshellApiException
{
    internal DagRefusalException(ObshellApiException refusal, AgentDag dag)
        : base(refusal) => Dag = dag;

    /// <summary>The DAG as it was read after the refusal.</summary>
    public AgentDag Dag { get; }
}
