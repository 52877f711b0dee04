using Obshell.Client.Tasks;

namespace Obshell.Client;

/// <summary>
/// A change went out, its answer was lost, and nothing that can be read shows it: it may have been carried out, or may yet
/// be. It is not sent again (trap 40).
/// </summary>
public class ChangeUnknownException : ObshellException
{
    /// <param name="what">Completes "It is unknown whether".</param>
    /// <param name="cause">What came instead of the answer.</param>
    /// <param name="lookup">What was seen when it was looked for; null where there is nothing to look at.</param>
    /// <param name="errorId">What kind of change it was, for those that have an id of their own.</param>
    internal ChangeUnknownException(string what, ObshellException cause, string? lookup = null, string errorId = "ChangeUnknown")
        : base(errorId, $"It is unknown whether {what}. {cause.Message} {lookup ?? "It was not sent again."}", cause)
    {
        Agent = cause.Agent;
        TraceId = LostAnswer.TraceOf(cause);
    }

    /// <summary>Id of the DAG that was to be changed; empty where it was no DAG, or none is known.</summary>
    public string DagId { get; internal init; } = "";

    /// <summary>The tenant that the change concerns; empty where it concerns none.</summary>
    public string TenantName { get; internal init; } = "";

    /// <summary>The request's id: the agent's log has it if the request arrived.</summary>
    public string TraceId { get; }
}
