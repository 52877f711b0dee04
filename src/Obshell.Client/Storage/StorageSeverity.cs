namespace Obshell.Client.Storage;

/// <summary>What comes of it.</summary>
public enum StorageSeverity : long
{
    /// <summary>OceanBase may take it; it is worth a look.</summary>
    Doubtful,

    /// <summary>Not known here, or not to this agent: it cannot be checked.</summary>
    Unknown,

    /// <summary>OceanBase refuses it, or cannot read the backup with it.</summary>
    Refused,
}
