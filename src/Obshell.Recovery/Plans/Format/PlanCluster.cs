namespace Obshell.Recovery.Plans.Format;

/// <summary>The cluster in a plan file.</summary>
internal sealed class PlanCluster
{
    public string? Name { get; set; }

    public long Id { get; set; }
}
