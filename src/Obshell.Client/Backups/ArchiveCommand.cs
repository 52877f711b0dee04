namespace Obshell.Client;

/// <summary>The commands for a tenant's log archive.</summary>
public enum ArchiveCommand : long
{
    /// <summary>Archive, and continue at the last archived log.</summary>
    On,

    /// <summary>Stop. A start after a stop makes a new round, and no restore crosses this gap.</summary>
    Off,

    /// <summary>Pause. When the archive is switched on again, it continues at the last archived log.</summary>
    Suspended,
}
