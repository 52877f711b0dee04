using Obshell.Recovery.Preflight.Facts;

namespace Obshell.Recovery.Preflight.Checks;

/// <summary>Reports the tenant and the cluster of the backup, if the agent can read them.</summary>
internal sealed class SourceCheck : PreflightCheck
{
    /// <summary>Name of the finding.</summary>
    public const string Name = "BackupSource";

    public SourceCheck(PreflightFacts facts)
        : base(facts)
    {
    }

    public override void Judge()
    {
        if (Backup.Source?.Value is { } source)
        {
            AddPassed(Name, PreflightTexts.FormatSourceTenant(Quote(source.TenantName), Quote(source.ClusterName)), "DataBackupUri", "DataBackupUri");
        }
        else if (Backup.Source?.Fault is { } fault)
        {
            AddUnread(Name, fault, "DataBackupUri");
        }
    }
}
