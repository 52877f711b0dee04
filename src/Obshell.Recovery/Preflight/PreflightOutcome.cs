namespace Obshell.Recovery;

/// <summary>The result of all checks of a restore together.</summary>
public enum PreflightOutcome : long
{
    /// <summary>Every check passed.</summary>
    Ready,

    /// <summary>No check failed, but at least one is a warning or unknown. This is the usual good outcome, because some agents report little.</summary>
    ReadyWithDoubts,

    /// <summary>At least one check failed.</summary>
    NotReady,
}
