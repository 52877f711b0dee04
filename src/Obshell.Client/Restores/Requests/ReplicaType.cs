namespace Obshell.Client;

/// <summary>What kind of replica a zone gets, in the API's words.</summary>
public enum ReplicaType : long
{
    /// <summary>Full-featured; counts for the quorum. At least one zone needs it.</summary>
    FULL,

    /// <summary>Read-only.</summary>
    READONLY,
}
