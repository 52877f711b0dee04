using Obshell.Client;

namespace Obshell.Recovery.Cleanup;

/// <summary>Receives the changes that drills and clean-ups send. Several tasks may call it at the same time. An implementation must not block.</summary>
public interface ICleanupObserver
{
    /// <summary>The agent answered a change.</summary>
    /// <param name="action">Method and route, with the operation of a DAG: <c>POST task/dag ROLLBACK</c>.</param>
    /// <param name="target">The changed object.</param>
    /// <param name="agent">The agent that answered, <c>host:port</c>.</param>
    /// <param name="traceId">The request's id in the agent's log.</param>
    /// <param name="outcome">The result, in a few words.</param>
    void Sent(string action, string target, string agent, string traceId, string outcome);

    /// <summary>A change failed.</summary>
    /// <param name="action">As in <see cref="Sent"/>.</param>
    /// <param name="target">The object that should have changed.</param>
    /// <param name="fault">The reason.</param>
    void Refused(string action, string target, ObshellException fault);

    /// <summary>Information that the user should know and that is not part of the result.</summary>
    void Warned(string text);
}
