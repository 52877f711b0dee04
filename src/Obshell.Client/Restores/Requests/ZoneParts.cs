namespace Obshell.Client.Restores.Requests;

/// <summary>The parts of a zone.</summary>
[Flags]
public enum ZoneParts
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The name.</summary>
    Name = 1,

    /// <summary>The unit config.</summary>
    UnitConfigName = 2,

    /// <summary>The number of units.</summary>
    UnitNum = 4,

    /// <summary>The type of the replica.</summary>
    ReplicaType = 8,

    /// <summary>The whole zone.</summary>
    All = Name | UnitConfigName | UnitNum | ReplicaType,
}
