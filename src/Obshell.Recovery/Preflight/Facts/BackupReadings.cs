using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>What <c>ob_admin</c> reported about a backup.</summary>
internal sealed class BackupReadings
{
    public Reading<RestoreWindow[]> Windows { get; init; } = null!;

    /// <summary>Null when it was not read: the place is not a file, or the windows were not reported either.</summary>
    public Reading<RestoreSource>? Source { get; init; }
}
