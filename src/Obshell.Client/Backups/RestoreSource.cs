using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>Of which tenant a backup is, and what it can be restored to.</summary>
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

    /// <summary>The cluster it lived in.</summary>
    public string ClusterName { get; }

    /// <summary>The windows; empty without any. Sets taken PLUS ARCHIVELOG are not among them.</summary>
    public RestoreWindow[] RestoreWindows { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(TenantName + "@" + ClusterName);
}
