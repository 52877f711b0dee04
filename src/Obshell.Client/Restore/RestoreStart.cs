namespace Obshell.Client;

/// <summary>A restore that has been started.</summary>
public sealed class RestoreStart : AgentResult
{
    internal RestoreStart(DagDetail dag, bool found, string agent, string traceId)
        : base(agent, traceId, found) => Dag = dag;

    /// <summary>Its DAG.</summary>
    public DagDetail Dag { get; }

    /// <summary>True when the agent's answer was lost and the DAG was found by looking for it.</summary>
    public bool WasFound => AnswerLost;

    /// <summary>True when no restore was started, since this one of the same tenant was there already; only where that was asked for.</summary>
    public bool WasAttached
    {
        get;
        internal init
        {
            field = value;
            Dag.WasAttached = value;
        }
    }

    /// <summary>With <see cref="WasAttached"/>: what is not certain about the restore that is there; empty where all is.</summary>
    public string Doubt { get; internal init; } = "";

    /// <inheritdoc/>
    public override string Outcome => (WasAttached ? "refused, attached to DAG " : "DAG ") + Dag.Id + (AnswerLost ? ", answer lost" : "");
}
