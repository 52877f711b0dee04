namespace Obshell.Recovery;

/// <summary>What a tenant's log archive does.</summary>
public enum ArchiveState : long
{
    /// <summary>The agent did not report it.</summary>
    Unknown,

    /// <summary>No destination for logs is set.</summary>
    NoDestination,

    /// <summary>A destination is set, and no log was archived yet.</summary>
    NeverStarted,

    /// <summary>It is starting.</summary>
    Starting,

    /// <summary>It archives.</summary>
    Archiving,

    /// <summary>It is suspended: it continues where it was.</summary>
    Suspended,

    /// <summary>It is stopping.</summary>
    Stopping,

    /// <summary>It was archiving and does not now: stopped, interrupted or being suspended. Agents report these alike (B14).</summary>
    NotArchiving,
}
