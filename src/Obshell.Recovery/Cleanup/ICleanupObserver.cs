using Obshell.Client;

namespace Obshell.Recovery.Cleanup;

/// <summary>
/// Receives each change that a drill or a clean-up sends. Several tasks may call it at the same time. An implementation must not block.
/// </summary>
public interface ICleanupObserver
{
    /// <summary>An agent answered the request for a change.</summary>
    /// <param name="action">The method and the route. For a DAG also the operation: <c>POST task/dag ROLLBACK</c>.</param>
    /// <param name="target">The changed object.</param>
    /// <param name="agent">The agent that answered, <c>host:port</c>.</param>
    /// <param name="traceId">The request's id in the agent's log.</param>
    /// <param name="outcome">The result, in a few words.</param>
    void Sent(string action, string target, string agent, string traceId, string outcome);

    /// <summary>The request for a change failed.</summary>
    /// <param name="action">As in <see cref="Sent"/>.</param>
    /// <param name="target">The object that should have changed.</param>
    /// <param name="fault">The reason.</param>
    void Refused(string action, string target, ObshellException fault);

    /// <summary>Information for the user that is not part of the result.</summary>
    void Warned(string text);
}
