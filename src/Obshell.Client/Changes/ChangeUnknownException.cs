using Obshell.Client.Changes;
using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// A change went out, its answer was lost, and nothing that can be read shows it: it may have been carried out, or may yet
/// be. It is not sent again (trap 40). <see cref="ObshellException.ErrorId"/> is <c>RestoreStartUnknown</c> for the start of a
/// restore, else <c>ChangeUnknown</c>.
/// </summary>
public sealed class ChangeUnknownException : ObshellException
{
    /// <param name="errorId">What kind of change it was, for those that have an id of their own.</param>
    /// <param name="unknown">The sentence that says it.</param>
    /// <param name="subject">What it was to change.</param>
    /// <param name="cause">What came instead of the answer.</param>
    /// <param name="traceId">The request's id.</param>
    /// <param name="seen">What was seen when it was looked for; null where there is nothing to look at.</param>
    internal ChangeUnknownException(string errorId, string unknown, ChangeSubject subject, ObshellException cause, string traceId, string? seen)
        : base(errorId, Listing.Sentences(unknown, cause.Message, seen ?? ChangeTexts.NotSentAgain), cause)
    {
        Agent = cause.Agent;
        TraceId = traceId;
        FindOut = subject.FindOut;
        DagId = subject.DagId;
        TenantName = subject.TenantName;
    }

    /// <summary>Id of the DAG that was to be changed; empty where it was no DAG, or none is known.</summary>
    public string DagId { get; }

    /// <summary>The tenant that the change concerns; empty where it concerns none.</summary>
    public string TenantName { get; }

    /// <summary>The request's id: the agent's log has it if the request arrived.</summary>
    public string TraceId { get; }

    /// <summary>The command that shows the result, in sentences.</summary>
    public string FindOut { get; }
}
