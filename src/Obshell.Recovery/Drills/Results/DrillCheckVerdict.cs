namespace Obshell.Recovery;

/// <summary>The result of one check of a restored tenant. A check that could not run is never <see cref="Passed"/>.</summary>
public enum DrillCheckVerdict : long
{
    /// <summary>The check could not run.</summary>
    NotVerified,

    /// <summary>The check ran, and the tenant is as it should be.</summary>
    Passed,

    /// <summary>The check ran, and the tenant is not as it should be.</summary>
    Failed,
}
