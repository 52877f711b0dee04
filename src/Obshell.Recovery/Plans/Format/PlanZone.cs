namespace Obshell.Recovery.Plans.Format;

/// <summary>A zone of a tenant in a plan file.</summary>
internal sealed class PlanZone
{
    public string? Name { get; set; }

    public string? UnitConfig { get; set; }

    public int UnitNum { get; set; }

    public string? ReplicaType { get; set; }
}
