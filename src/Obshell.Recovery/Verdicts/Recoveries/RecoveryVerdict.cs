namespace Obshell.Recovery;

/// <summary>The result of one tenant of a recovery plan.</summary>
public enum RecoveryVerdict : long
{
    /// <summary>
    /// The tenant was restored, but a check could not run, or OceanBase did not confirm the restore. This value is the first one, so that
    /// a result without a verdict does not count as restored.
    /// </summary>
    NotVerified,

    /// <summary>The tenant is restored, and every check passed.</summary>
    Restored,

    /// <summary>The restore of the tenant failed, or a check found a fault in the tenant.</summary>
    Failed,

    /// <summary>No restore was started for the tenant: the user left it out, it has no backup, or the restore is not possible as requested.</summary>
    Skipped,

    /// <summary>A user stopped the restore of the tenant, or the restore could not be watched to its end.</summary>
    Interrupted,
}
