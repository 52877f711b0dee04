using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>What <c>ob_admin</c> said of a backup.</summary>
internal sealed class BackupReadings
{
    public Reading<RestoreWindow[]> Windows { get; init; } = null!;

    /// <summary>Null where it was not asked: not a file, or the windows were not reported either.</summary>
    public Reading<RestoreSource>? Source { get; init; }
}
