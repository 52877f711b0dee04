namespace Obshell.Recovery;

/// <summary>The state of a tenant's log archive.</summary>
public enum ArchiveState : long
{
    /// <summary>The agent did not report the state.</summary>
    Unknown,

    /// <summary>No destination for logs is set.</summary>
    NoDestination,

    /// <summary>A destination is set, and no log was archived yet.</summary>
    NeverStarted,

    /// <summary>The log archive is starting.</summary>
    Starting,

    /// <summary>The log archive is running.</summary>
    Archiving,

    /// <summary>The log archive is suspended. It can continue from the same position.</summary>
    Suspended,

    /// <summary>The log archive is stopping.</summary>
    Stopping,

    /// <summary>
    /// Logs were archived before, and are not archived now: the log archive is stopped, interrupted or being suspended. Agents report these
    /// three states in the same way (trap B14).
    /// </summary>
    NotArchiving,
}
