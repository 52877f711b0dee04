namespace Obshell.Client;

/// <summary>A span of time to which a backup can be restored. The agent cuts both ends to the microsecond.</summary>
public sealed class RestoreWindow
{
    internal RestoreWindow(DateTimeOffset start, DateTimeOffset end)
    {
        StartTime = start;
        EndTime = end;
    }

    /// <summary>First moment.</summary>
    public DateTimeOffset StartTime { get; }

    /// <summary>Last moment.</summary>
    public DateTimeOffset EndTime { get; }

    /// <summary>The first moment as SCN: nanoseconds since 1970 UTC.</summary>
    public long StartScn => RestorePoint.FromInstant(StartTime).Scn;

    /// <summary>The last moment as SCN, for <c>-Scn</c>.</summary>
    public long EndScn => RestorePoint.FromInstant(EndTime).Scn;

    /// <inheritdoc/>
    public override string ToString() => BackupTexts.FormatWindow(RestorePoint.FromInstant(StartTime).Utc, RestorePoint.FromInstant(EndTime).Utc);

    /// <summary>True inside and false outside the window. Null within the microsecond that the agent cut off: there the result is unknown.</summary>
    public bool? Contains(RestorePoint point)
    {
        const long Cut = 1000;
        return point.Scn < StartScn || point.Scn >= EndScn + Cut ? false
            : point.Scn < StartScn + Cut || point.Scn > EndScn ? null
            : true;
    }
}
