using System.Management.Automation;
using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Errors;

/// <summary>A DAG that did not end as the user wanted, or whose end could not be read.</summary>
public sealed class DagFaultException : Exception
{
    internal DagFaultException(string errorId, ErrorCategory category, string message, string nextStep, string id, AgentDag? dag)
        : base(VisibleText.Of(message))
    {
        ErrorId = errorId;
        Category = category;
        NextStep = nextStep;
        Id = id;
        Dag = dag;
    }

    /// <summary>The kind of fault, e.g. <c>DagRolledBack</c>.</summary>
    public string ErrorId { get; }

    /// <summary>Id of the DAG.</summary>
    public string Id { get; }

    /// <summary>The DAG as it was last read; null when it was never read.</summary>
    public AgentDag? Dag { get; }

    /// <summary>What to do next.</summary>
    public string NextStep { get; }

    internal ErrorCategory Category { get; }
}
