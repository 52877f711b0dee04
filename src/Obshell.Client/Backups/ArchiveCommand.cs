namespace Obshell.Client;

/// <summary>The commands for a tenant's log archive.</summary>
public enum ArchiveCommand : long
{
    /// <summary>Start archiving. If logs were archived before, continue after the last archived log.</summary>
    On,

    /// <summary>Stop. The next start begins a new round, and no restore can use logs across the gap between the two rounds.</summary>
    Off,

    /// <summary>Suspend. After the next start, the archive continues after the last archived log.</summary>
    Suspended,
}
