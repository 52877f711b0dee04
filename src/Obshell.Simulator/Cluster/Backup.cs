namespace Obshell.Simulator;

/// <summary>What <c>ob_admin</c> finds at a data and a log URI (PROTOCOL 4.12).</summary>
public sealed record Backup
{
    /// <summary>data_backup_uri, compared as text.</summary>
    public required string DataUri { get; init; }

    /// <summary>archive_log_uri, compared as text; null means that any is accepted.</summary>
    public string? ArchiveUri { get; init; }

    /// <summary>Tenant that was backed up.</summary>
    public string TenantName { get; init; } = "src";

    /// <summary>Cluster of that tenant.</summary>
    public string ClusterName { get; init; } = "obcluster";

    /// <summary>The content of tenants that are restored from it; null takes <see cref="RestoreBehaviour.Content"/>.</summary>
    public TenantContent? Content { get; init; }

    /// <summary>Its restore windows; null answers <c>"restore_windows":null</c>.</summary>
    public IReadOnlyList<RestoreWindow>? Windows { get; init; }

    /// <summary>
    /// Replaces <see cref="Windows"/>: one window of this length. It ends a minute before the start of the cluster's clock, at a
    /// full second. The cluster shows it as <see cref="Windows"/>.
    /// </summary>
    public TimeSpan? Reach { get; init; }

    /// <summary>The behaviour of restores from it, for any tenant; null uses the tenant's own behaviour or the default.</summary>
    public RestoreBehaviour? Behaviour { get; init; }

    /// <summary>The backup as a cluster has it whose clock started at <paramref name="start"/>.</summary>
    internal Backup At(DateTimeOffset start)
    {
        if (Reach is not { } reach)
            return this;
        var newest = new DateTimeOffset(start.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, start.Offset).AddMinutes(-1);
        return this with { Windows = [new RestoreWindow(newest - reach, newest)] };
    }
}
