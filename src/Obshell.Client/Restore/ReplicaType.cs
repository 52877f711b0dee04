namespace Obshell.Client;

/// <summary>What kind of replica a zone gets.</summary>
public enum ReplicaType
{
    /// <summary>Full-featured; counts for the quorum. At least one zone needs it.</summary>
    Full,

    /// <summary>Read-only.</summary>
    ReadOnly,
}
