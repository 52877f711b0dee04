namespace Obshell.Recovery;

/// <summary>What one check found. What could not be found out is never <see cref="Passed"/>.</summary>
public enum PreflightVerdict : long
{
    /// <summary>Looked at, and in order.</summary>
    Passed,

    /// <summary>What no agent reports, and people may want to look at. It raises no doubt about the restore.</summary>
    Note,

    /// <summary>It may go wrong; people must judge.</summary>
    Warning,

    /// <summary>Could not be found out.</summary>
    Unknown,

    /// <summary>The restore would be refused, or would fail.</summary>
    Failed,
}
