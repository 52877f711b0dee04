using System;

namespace Obshell.Client.Restores.Requests;

/// <summary>The parts of a zone.</summary>
[Flags]
internal enum ZoneParts
{
    None = 0,
    Name = 1,
    UnitConfigName = 2,
    UnitNum = 4,
    ReplicaType = 8,
    All = Name | UnitConfigName | UnitNum | ReplicaType,
}
