using Obshell.Client;

namespace Obshell.Recovery.Preflight.Facts;

/// <summary>What <c>ob_admin</c> reported about a backup.</summary>
internal sealed class BackupReadings
{
    public Reading<RestoreWindow[]> Windows { get; init; } = null!;

    /// <summary>
    /// The tenant and cluster of the backup. Null when they were not read: the data URI is not a <c>file</c> URI, or the restore windows
    /// could not be read.
    /// </summary>
    public Reading<RestoreSource>? Source { get; init; }
}
