using System.Text.Json.Serialization;

namespace Obshell.Recovery.Plans.Format;

/// <summary>The root object of a plan file, version 1 (docs/recovery-plan.schema.json).</summary>
internal sealed class PlanRoot
{
    [JsonPropertyName("$schema")]
    public string? Schema { get; set; }

    public int FormatVersion { get; set; }

    public string? WrittenAt { get; set; }

    public PlanCluster? Cluster { get; set; }

    public List<PlanTenant?>? Tenants { get; set; }

    public List<PlanUnit?>? UnitConfigs { get; set; }
}
