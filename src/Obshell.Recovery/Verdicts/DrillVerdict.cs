namespace Obshell.Recovery;

/// <summary>What a drill proved of a backup. Everything but <see cref="Passed"/> wants to be looked at.</summary>
public enum DrillVerdict : long
{
    /// <summary>Restored, but a check that was asked for could not run: nothing is said of the data. The first, so that a result without a verdict is not taken for passed.</summary>
    NotVerified,

    /// <summary>Restored, verified by every check that was asked for, and within its targets.</summary>
    Passed,

    /// <summary>Restored and verified, but slower than <c>-TargetRto</c>, or the backup is older than <c>-TargetRpo</c>.</summary>
    MissedTarget,

    /// <summary>It did not restore, not in time, or a check found the data wrong.</summary>
    Failed,

    /// <summary>Nothing was restored, and the backup has not been proven: no capacity, refused beforehand, not come to.</summary>
    Skipped,

    /// <summary>The drill itself was stopped (Ctrl+C, a killed process): nothing is said of the backup.</summary>
    Interrupted,
}
