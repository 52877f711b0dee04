namespace Obshell.Client;

/// <summary>An agent refused a change, and the DAG is known that it is about: the one in the way, or the one that moved meanwhile.</summary>
public sealed class DagRefusalException : ObshellApiException
{
    internal DagRefusalException(ObshellApiException refusal, AgentDag dag)
        : base(refusal) => Dag = dag;

    /// <summary>As read after the refusal.</summary>
    public AgentDag Dag { get; }
}
