using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>The tenant of a backup, and the points to which the backup can be restored.</summary>
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

    /// <summary>The windows; empty when there are none. Sets taken PLUS ARCHIVELOG are not included.</summary>
    public RestoreWindow[] RestoreWindows { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName + "@" + ClusterName);
}
