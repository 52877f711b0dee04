namespace Obshell.Client.Storage;

/// <summary>The consequence of a finding.</summary>
public enum StorageSeverity : long
{
    /// <summary>OceanBase may accept the URI; the user should check it.</summary>
    Doubtful,

    /// <summary>This client or the agents do not support a part of the URI, so it cannot be checked.</summary>
    Unknown,

    /// <summary>OceanBase refuses the URI, or cannot read the backup with it.</summary>
    Refused,
}
