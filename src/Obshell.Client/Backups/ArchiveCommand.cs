namespace Obshell.Client;

/// <summary>What a tenant's log archive shall do.</summary>
public enum ArchiveCommand : long
{
    /// <summary>Archive, from where it is.</summary>
    On,

    /// <summary>Stop. A start after it makes a new round: a gap that no restore crosses.</summary>
    Off,

    /// <summary>Pause: it continues from where it is when it is switched on again.</summary>
    Suspended,
}
