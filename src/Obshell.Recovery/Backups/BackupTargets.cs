namespace Obshell.Recovery;

/// <summary>The targets for a backup. A target that is null is not checked.</summary>
public sealed class BackupTargets
{
    /// <summary>The maximum delay of the log archive.</summary>
    public TimeSpan? Rpo { get; init; }

    /// <summary>The maximum age of the newest complete data backup.</summary>
    public TimeSpan? MaxAge { get; init; }
}
