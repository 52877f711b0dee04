namespace Obshell.Simulator;

/// <summary>A backup that <c>ob_admin</c> finds at a data URI and a log URI (PROTOCOL 4.12).</summary>
public sealed record Backup
{
    /// <summary>data_backup_uri, compared as text.</summary>
    public required string DataUri { get; init; }

    /// <summary>archive_log_uri, compared as text; null accepts any URI.</summary>
    public string? ArchiveUri { get; init; }

    /// <summary>The tenant that was backed up.</summary>
    public string TenantName { get; init; } = "src";

    /// <summary>The cluster of that tenant.</summary>
    public string ClusterName { get; init; } = "obcluster";

    /// <summary>The content of restored tenants; null means <see cref="RestoreBehaviour.Content"/>.</summary>
    public TenantContent? Content { get; init; }

    /// <summary>The restore windows. With null the answer is <c>"restore_windows":null</c>.</summary>
    public IReadOnlyList<RestoreWindow>? Windows { get; init; }

    /// <summary>
    /// Replaces <see cref="Windows"/> by one window of this length. The window ends at a full second, one minute before the start of the
    /// cluster's clock.
    /// </summary>
    public TimeSpan? Reach { get; init; }

    /// <summary>The behaviour of restores from this backup, for tenants without their own behaviour; null means the default.</summary>
    public RestoreBehaviour? Behaviour { get; init; }

    /// <summary>Returns the backup with the window of <see cref="Reach"/>. The clock started at <paramref name="start"/>.</summary>
    internal Backup At(DateTimeOffset start)
    {
        if (Reach is not { } reach)
            return this;
        var newest = new DateTimeOffset(start.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, start.Offset).AddMinutes(-1);
        return this with { Windows = [new RestoreWindow(newest - reach, newest)] };
    }
}
