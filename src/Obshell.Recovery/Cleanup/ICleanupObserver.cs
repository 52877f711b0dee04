using Obshell.Client;

namespace Obshell.Recovery.Cleanup;

/// <summary>Gets the changes that drills and clean-ups send. Called from their own tasks, several at once; must not block.</summary>
public interface ICleanupObserver
{
    /// <summary>A change was answered.</summary>
    /// <param name="action">Method and route, with the operation of a DAG: <c>POST task/dag ROLLBACK</c>.</param>
    /// <param name="target">What was changed.</param>
    /// <param name="agent">Who answered, <c>host:port</c>.</param>
    /// <param name="traceId">The request's id in the agent's log.</param>
    /// <param name="outcome">What came of it, in a few words.</param>
    void Sent(string action, string target, string agent, string traceId, string outcome);

    /// <summary>A change failed.</summary>
    /// <param name="action">As in <see cref="Sent"/>.</param>
    /// <param name="target">What was to be changed.</param>
    /// <param name="fault">Why.</param>
    void Refused(string action, string target, ObshellException fault);

    /// <summary>Something that the user should know and that is no part of the result.</summary>
    void Warned(string text);
}
