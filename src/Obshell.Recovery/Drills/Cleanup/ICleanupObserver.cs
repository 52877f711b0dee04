using Obshell.Client;

namespace Obshell.Recovery.Drills.Cleanup;

/// <summary>Is told of the changes that drills and clean-ups send. Called from their own tasks, several at once; must not block.</summary>
internal interface ICleanupObserver
{
    /// <summary>A change was answered.</summary>
    void Sent(string action, string target, string agent, string traceId, string outcome);

    /// <summary>A change failed.</summary>
    void Refused(string action, string target, ObshellException fault);

    /// <summary>Something that the user should know and that is no part of the result.</summary>
    void Warned(string text);
}
