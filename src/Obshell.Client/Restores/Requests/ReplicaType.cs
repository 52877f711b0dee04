namespace Obshell.Client;

/// <summary>The replica type of a zone, in the API's words.</summary>
public enum ReplicaType : long
{
    /// <summary>A full-featured replica, which is part of the quorum. At least one zone needs it.</summary>
    FULL,

    /// <summary>Read-only.</summary>
    READONLY,
}
