namespace Obshell.Client;

/// <summary>A restore window: a backup can be restored to any point in it. The agent truncates both ends to the microsecond.</summary>
public sealed class RestoreWindow
{
    internal RestoreWindow(DateTimeOffset start, DateTimeOffset end)
    {
        StartTime = start;
        EndTime = end;
    }

    /// <summary>The tenant that was backed up; empty when it is not known.</summary>
    public string TenantName { get; private init; } = "";

    /// <summary>The first point in time.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>The last point in time.</summary>
    public DateTimeOffset EndTime { get; }

    /// <summary>The first point in time as SCN: nanoseconds since 1970 UTC.</summary>
    public long StartScn => RestorePoint.FromInstant(StartTime).Scn;

    /// <summary>The last point in time as SCN, for <c>-Scn</c>.</summary>
    public long EndScn => RestorePoint.FromInstant(EndTime).Scn;

    /// <summary>The same window with the name of the tenant.</summary>
    public RestoreWindow OfTenant(string name) => new(StartTime, EndTime) { TenantName = name };

    /// <inheritdoc/>
    public override string ToString() => BackupTexts.FormatWindow(RestorePoint.FromInstant(StartTime).Utc, RestorePoint.FromInstant(EndTime).Utc);

    /// <summary>
    /// True when the point is in the window, false when it is outside. Null when this is unknown, because the agent truncated the ends of
    /// the window to the microsecond.
    /// </summary>
    public bool? Contains(RestorePoint point)
    {
        const long Cut = 1000;
        return point.Scn < StartScn || point.Scn >= EndScn + Cut ? false
            : point.Scn < StartScn + Cut || point.Scn > EndScn ? null
            : true;
    }
}
