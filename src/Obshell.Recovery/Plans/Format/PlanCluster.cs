namespace Obshell.Recovery.Plans.Format;

/// <summary>The cluster of a plan.</summary>
internal sealed class PlanCluster
{
    public string? Name { get; set; }

    public long Id { get; set; }
}
