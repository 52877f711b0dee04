namespace Obshell.Recovery;

/// <summary>The result of one check of a restored tenant. If a check could not run, its result is <see cref="NotVerified"/>.</summary>
public enum DrillCheckVerdict : long
{
    /// <summary>The check could not run.</summary>
    NotVerified,

    /// <summary>The check ran, and the tenant is as expected.</summary>
    Passed,

    /// <summary>The check ran, and the tenant is not as expected.</summary>
    Failed,
}
