using Obshell.Client.Changes;
using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>
/// A change was sent, the answer was lost, and no read shows the result. The change may have been carried out, or may be carried out later.
/// The client does not send the change again (trap 40). <see cref="ObshellException.ErrorId"/> is <c>RestoreStartUnknown</c> for the start
/// of a restore, otherwise <c>ChangeUnknown</c>.
/// </summary>
public sealed class ChangeUnknownException : ObshellException
{
    /// <param name="errorId">The error id for this kind of change.</param>
    /// <param name="unknown">The sentence for a change with an unknown outcome.</param>
    /// <param name="subject">The object of the change.</param>
    /// <param name="cause">The error that came instead of the answer.</param>
    /// <param name="traceId">The request's id.</param>
    /// <param name="seen">What a read for the change showed; null when there is no such read.</param>
    internal ChangeUnknownException(string errorId, string unknown, ChangeSubject subject, ObshellException cause, string traceId, string? seen)
        : base(errorId, Listing.Sentences(unknown, cause.Message, seen ?? ChangeTexts.NotSentAgain), cause)
    {
        Agent = cause.Agent;
        TraceId = traceId;
        FindOut = subject.FindOut;
        DagId = subject.DagId;
        TenantName = subject.TenantName;
    }

    /// <summary>Id of the DAG that the change concerns; empty when there is no DAG, or when the DAG is not known.</summary>
    public string DagId { get; }

    /// <summary>The tenant that the change concerns; empty when it concerns no tenant.</summary>
    public string TenantName { get; }

    /// <summary>The request's id. The agent's log contains it if the request arrived.</summary>
    public string TraceId { get; }

    /// <summary>Sentences with the command that shows the result.</summary>
    public string FindOut { get; }
}
