namespace Obshell.Recovery;

/// <summary>The verdict of one check. If the check could not be made, the verdict is <see cref="Unknown"/>.</summary>
public enum PreflightVerdict : long
{
    /// <summary>The check was made, and the condition is true.</summary>
    Passed,

    /// <summary>
    /// Information that no agent reports and that a user may want to check. It does not change the outcome of the preflight.
    /// </summary>
    Note,

    /// <summary>The restore may fail or do damage. A user must decide.</summary>
    Warning,

    /// <summary>The check could not be made.</summary>
    Unknown,

    /// <summary>The restore would be refused, or would fail.</summary>
    Failed,
}
