namespace Obshell.Recovery;

/// <summary>How new a backup must be. A target that is null is not judged.</summary>
public sealed class BackupTargets
{
    /// <summary>How far the log archive may be behind at most.</summary>
    public TimeSpan? Rpo { get; init; }

    /// <summary>How old the newest complete data backup may be at most.</summary>
    public TimeSpan? MaxAge { get; init; }
}
