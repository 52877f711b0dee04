namespace Obshell.Recovery;

/// <summary>The progress of OceanBase's job at one moment, as the agent's overview reports it.</summary>
public sealed class DrillProgressSample
{
    /// <summary>The time since the restore started.</summary>
    public TimeSpan Since { get; init; }

    /// <summary>Bytes restored so far.</summary>
    public long FinishBytes { get; init; }

    /// <summary>The total number of bytes; 0 while it is unknown.</summary>
    public long TotalBytes { get; init; }

    /// <summary>The job's phase as the agent reports it, e.g. <c>RESTORE_DATA</c>.</summary>
    public string Status { get; init => field = value ?? ""; } = "";
}
