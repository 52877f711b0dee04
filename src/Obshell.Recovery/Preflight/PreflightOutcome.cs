namespace Obshell.Recovery;

/// <summary>The result of all checks of a restore together.</summary>
public enum PreflightOutcome : long
{
    /// <summary>Every check passed.</summary>
    Ready,

    /// <summary>
    /// No check failed, but at least one is a warning or unknown. This outcome is common, because some agents report little information.
    /// </summary>
    ReadyWithDoubts,

    /// <summary>At least one check failed.</summary>
    NotReady,
}
