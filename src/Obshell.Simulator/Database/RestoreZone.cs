namespace Obshell.Simulator;

/// <summary>One element of <c>zone_list</c> (PROTOCOL 4.1); the replica type is already upper case, FULL when it was empty.</summary>
internal sealed record RestoreZone(string Name, string ReplicaType, string UnitConfig, int UnitNum);
