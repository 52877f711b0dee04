namespace Obshell.Client;

/// <summary>The commands for a tenant's log archive.</summary>
public enum ArchiveCommand : long
{
    /// <summary>
    /// Start. A suspended archive continues after the last archived log; a stopped archive begins a new round. The agent does nothing for
    /// an archive that was never started: only a backup starts the first round.
    /// </summary>
    On,

    /// <summary>Stop. The next start begins a new round, and no restore can use logs across the gap between the two rounds.</summary>
    Off,

    /// <summary>Suspend. After the next start, the archive continues after the last archived log.</summary>
    Suspended,
}
