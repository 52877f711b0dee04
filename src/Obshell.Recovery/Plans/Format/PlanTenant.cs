namespace Obshell.Recovery.Plans.Format;

/// <summary>A tenant in the file of a plan. The values that users change by hand come first.</summary>
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
