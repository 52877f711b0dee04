namespace Obshell.Client;

/// <summary>The result of a change of a DAG: an agent has carried out the change, or the change was not needed.</summary>
public sealed class DagChange : AgentResult
{
    internal DagChange(AgentDag? dag, bool answerLost, string agent, string traceId)
        : base(agent, traceId, answerLost) => Dag = dag;

    /// <summary>
    /// The DAG as it was read after the change, with details; null when there was nothing to change, or when <see cref="ReadFault"/> is
    /// set.
    /// </summary>
    public AgentDag? Dag { get; }

    /// <summary>Why the DAG could not be read after the change was accepted; otherwise null.</summary>
    public ObshellException? ReadFault { get; internal init; }
}
