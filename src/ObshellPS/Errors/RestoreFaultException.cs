using Obshell.Client;
using Obshell.Client.Display;

namespace ObshellPS.Errors;

/// <summary>Something about a tenant's restore does not allow a command. It was found by reading; nothing was changed.</summary>
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

    /// <summary>Which kind, e.g. <c>RestoreBeyondCancel</c>.</summary>
    public string ErrorId { get; }

    /// <summary>The tenant.</summary>
    public string TenantName { get; }

    /// <summary>The DAG in question; null when none is known.</summary>
    public AgentDag? Dag { get; }

    /// <summary>What to do next.</summary>
    public string NextStep { get; }
}
