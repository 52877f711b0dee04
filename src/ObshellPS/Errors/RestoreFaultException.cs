using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Errors;

/// <summary>
/// The state of a tenant's restore does not allow a command. The module has only read this state, and has changed nothing.
/// </summary>
public sealed class RestoreFaultException : Exception
{
    internal RestoreFaultException(string errorId, string message, string nextStep, string tenantName, AgentDag? dag = null)
        : base(VisibleText.Of(message))
    {
        ErrorId = errorId;
        NextStep = nextStep;
        TenantName = tenantName;
        Dag = dag;
    }

    /// <summary>The kind of fault, e.g. <c>RestoreBeyondCancel</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; }

    /// <summary>The DAG of the restore; null when no DAG is known.</summary>
    public AgentDag? Dag { get; }

    /// <summary>What to do next.</summary>
    public string NextStep { get; }
}
