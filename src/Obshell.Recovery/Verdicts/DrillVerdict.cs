namespace Obshell.Recovery;

/// <summary>What a drill proved about a backup. A user should look at every verdict except <see cref="Passed"/>.</summary>
public enum DrillVerdict : long
{
    /// <summary>
    /// The tenant was restored, but a requested check could not run. The verdict says nothing about the data. This value is the first
    /// one, so that a result without a verdict does not count as passed.
    /// </summary>
    NotVerified,

    /// <summary>The tenant was restored within the targets, and every requested check verified it.</summary>
    Passed,

    /// <summary>The tenant was restored and verified, but slower than <c>-TargetRto</c>, or the backup is older than <c>-TargetRpo</c>.</summary>
    MissedTarget,

    /// <summary>The restore failed or was not done in time, or a check found faults in the data.</summary>
    Failed,

    /// <summary>
    /// Nothing was restored, and the drill proved nothing about the backup: there was no capacity, the restore was refused before it
    /// started, or the drill did not reach this tenant.
    /// </summary>
    Skipped,

    /// <summary>The drill itself was stopped (Ctrl+C, a killed process). The verdict says nothing about the backup.</summary>
    Interrupted,
}
