namespace Obshell.Recovery;

/// <summary>What became of one tenant of a recovery plan.</summary>
public enum RecoveryVerdict : long
{
    /// <summary>It was restored, but a check could not run, or OceanBase did not confirm it. The first, so that a result without a verdict is not taken for restored.</summary>
    NotVerified,

    /// <summary>It is back, and every check passed.</summary>
    Restored,

    /// <summary>Its restore failed, or a check found it wrong.</summary>
    Failed,

    /// <summary>Nothing was started for it: left out, no backup, or not possible as asked.</summary>
    Skipped,

    /// <summary>Someone stopped its restore, or it could not be watched to its end.</summary>
    Interrupted,
}
