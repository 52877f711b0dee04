namespace Obshell.Recovery;

/// <summary>How fresh a backup must be. Null is not judged.</summary>
public sealed class BackupTargets
{
    /// <summary>The log archive must not be further behind.</summary>
    public TimeSpan? Rpo { get; init; }

    /// <summary>The newest complete data backup must not be older.</summary>
    public TimeSpan? MaxAge { get; init; }
}
