namespace Obshell.Recovery;

/// <summary>The verdict on one tenant of a recovery plan.</summary>
public enum RecoveryVerdict : long
{
    /// <summary>
    /// The tenant was restored, but a check could not run, or OceanBase did not confirm the restore. The value is 0, so that a result
    /// without a verdict is not shown as restored.
    /// </summary>
    NotVerified,

    /// <summary>The tenant is restored, and every check passed.</summary>
    Restored,

    /// <summary>The restore of the tenant failed, or a check found a fault in the tenant.</summary>
    Failed,

    /// <summary>
    /// No restore was started for the tenant: the user left it out, it has no backup, or the restore is not possible as requested.
    /// </summary>
    Skipped,

    /// <summary>A user stopped the restore of the tenant, or the restore could not be watched to its end.</summary>
    Interrupted,
}
