namespace Obshell.Simulator;

/// <summary>One element of <c>zone_list</c> (PROTOCOL 4.1). The replica type is in upper case, and FULL if it was empty.</summary>
internal sealed record RestoreZone(string Name, string ReplicaType, string UnitConfig, int UnitNum);
