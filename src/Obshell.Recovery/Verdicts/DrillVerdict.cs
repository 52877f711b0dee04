namespace Obshell.Recovery;

/// <summary>What a drill proved about a backup. A user should look at every verdict except <see cref="Passed"/>.</summary>
public enum DrillVerdict : long
{
    /// <summary>
    /// The tenant was restored, but a requested check could not run. Nothing is proven about the data. The value is 0, so that a result
    /// without a verdict is not shown as passed.
    /// </summary>
    NotVerified,

    /// <summary>The tenant was restored within the targets, and every requested check verified the tenant.</summary>
    Passed,

    /// <summary>
    /// The tenant was restored and verified, but slower than <c>-TargetRto</c>, or the backup is older than <c>-TargetRpo</c>.
    /// </summary>
    MissedTarget,

    /// <summary>The restore failed or took too long, or a check found a fault.</summary>
    Failed,

    /// <summary>
    /// Nothing was restored, and nothing is proven about the backup: there was no capacity, the restore was refused, or the command ended
    /// before this drill.
    /// </summary>
    Skipped,

    /// <summary>The drill was stopped (Ctrl+C, a killed process). Nothing is proven about the backup.</summary>
    Interrupted,
}
