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

    /// <summary>
    /// In place of <see cref="Windows"/>: one window of this length, which ends a minute before the cluster's clock began, at a
    /// full second. The cluster shows it as <see cref="Windows"/>.
    /// </summary>
    public TimeSpan? Reach { get; init; }

    /// <summary>How restores from it go, into whatever tenant; null leaves that to the tenant's own behaviour and the default.</summary>
    public RestoreBehaviour? Behaviour { get; init; }

    /// <summary>As a cluster that began at <paramref name="start"/> has it.</summary>
    internal Backup At(DateTimeOffset start)
    {
        if (Reach is not { } reach)
            return this;
        var newest = new DateTimeOffset(start.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, start.Offset).AddMinutes(-1);
        return this with { Windows = [new RestoreWindow(newest - reach, newest)] };
    }
}
