namespace Obshell.Client;

/// <summary>A restore that has been started.</summary>
public sealed class RestoreStart
{
    internal RestoreStart(DagDetail dag, bool found, string agent, string traceId)
    {
        Dag = dag;
        WasFound = found;
        Agent = agent;
        TraceId = traceId;
    }

    /// <summary>Its DAG.</summary>
    public DagDetail Dag { get; }

    /// <summary>True when the agent's answer was lost and the DAG was found by looking for it.</summary>
    public bool WasFound { get; }

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

    /// <summary>The agent that got the request.</summary>
    public string Agent { get; }

    /// <summary>The request's id in the agent's log.</summary>
    public string TraceId { get; }
}
