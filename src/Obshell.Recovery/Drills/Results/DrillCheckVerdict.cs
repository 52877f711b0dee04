namespace Obshell.Recovery;

/// <summary>What one check of a restored tenant found. What could not be looked at is never <see cref="Passed"/>.</summary>
public enum DrillCheckVerdict : long
{
    /// <summary>Could not be looked at.</summary>
    NotVerified,

    /// <summary>Looked at, and as it should be.</summary>
    Passed,

    /// <summary>Looked at, and not as it should be.</summary>
    Failed,
}
