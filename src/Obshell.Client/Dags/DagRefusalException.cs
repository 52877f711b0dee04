namespace Obshell.Client;

/// <summary>An agent refused a change, and the DAG that it is about is known: the one that blocks it, or the one that moved meanwhile.</summary>
public sealed class DagRefusalException : ObshellApiException
{
    internal DagRefusalException(ObshellApiException refusal, AgentDag dag)
        : base(refusal) => Dag = dag;

    /// <summary>As read after the refusal.</summary>
    public AgentDag Dag { get; }
}
