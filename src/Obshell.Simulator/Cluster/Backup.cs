using System.Collections.Generic;

namespace Obshell.Simulator;

/// <summary>What <c>ob_admin</c> would find at a pair of URIs (PROTOCOL 4.12).</summary>
public sealed record Backup
{
    /// <summary>data_backup_uri, compared as text.</summary>
    public required string DataUri { get; init; }

    /// <summary>archive_log_uri, compared as text; null means that any is accepted.</summary>
    public string? ArchiveUri { get; init; }

    /// <summary>Tenant that was backed up.</summary>
    public string TenantName { get; init; } = "src";

    /// <summary>Cluster that it lived in.</summary>
    public string ClusterName { get; init; } = "obcluster";

    /// <summary>What tenants that are restored from it have inside; null takes <see cref="RestoreBehaviour.Content"/>.</summary>
    public TenantContent? Content { get; init; }

    /// <summary>Windows; null answers <c>"restore_windows":null</c>.</summary>
    public IReadOnlyList<RestoreWindow>? Windows { get; init; }

    /// <summary>How restores from it go, into whatever tenant; null leaves that to the tenant's own behaviour and the default.</summary>
    public RestoreBehaviour? Behaviour { get; init; }
}
