namespace Obshell.Recovery;

/// <summary>What all checks together say of a restore.</summary>
public enum PreflightOutcome : long
{
    /// <summary>Every check passed.</summary>
    Ready,

    /// <summary>Nothing failed, but something is a warning or unknown: the usual good outcome, since some agents report little.</summary>
    ReadyWithDoubts,

    /// <summary>At least one check failed.</summary>
    NotReady,
}
