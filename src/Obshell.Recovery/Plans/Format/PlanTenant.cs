namespace Obshell.Recovery.Plans.Format;

/// <summary>A tenant in a plan file. The values that users may change come first.</summary>
internal sealed class PlanTenant
{
    public string? TenantName { get; set; }

    public int? Priority { get; set; }

    public string? Until { get; set; }

    public string? Mode { get; set; }

    public string? State { get; set; }

    public string? DataBackupUri { get; set; }

    public string? ArchiveLogUri { get; set; }

    public string? LastBackup { get; set; }

    public bool? LastBackupHasLogs { get; set; }

    public string? Archive { get; set; }

    public string? ArchiveCheckpoint { get; set; }

    public string? PrimaryZone { get; set; }

    public string? Locality { get; set; }

    public List<PlanZone?>? Zones { get; set; }

    public List<string?>? LayoutFaults { get; set; }
}
