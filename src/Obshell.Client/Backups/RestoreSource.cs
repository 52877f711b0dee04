using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>The tenant that a backup belongs to, and the restore windows of the backup.</summary>
public sealed class RestoreSource
{
    internal RestoreSource(string tenantName, string clusterName, RestoreWindow[] restoreWindows)
    {
        TenantName = tenantName;
        ClusterName = clusterName;
        RestoreWindows = restoreWindows;
    }

    /// <summary>The tenant that was backed up.</summary>
    public string TenantName { get; }

    /// <summary>The cluster of that tenant.</summary>
    public string ClusterName { get; }

    /// <summary>The restore windows; empty when there are none. Backup sets made with PLUS ARCHIVELOG are not included.</summary>
    public RestoreWindow[] RestoreWindows { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName + "@" + ClusterName);
}
