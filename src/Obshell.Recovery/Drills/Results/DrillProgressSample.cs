namespace Obshell.Recovery;

/// <summary>How far OceanBase's job was at one moment, by the agent's overview.</summary>
public sealed class DrillProgressSample
{
    /// <summary>Since the restore was started.</summary>
    public TimeSpan Since { get; init; }

    /// <summary>Bytes restored so far.</summary>
    public long FinishBytes { get; init; }

    /// <summary>Bytes in all; 0 while unknown.</summary>
    public long TotalBytes { get; init; }

    /// <summary>The job's phase, e.g. <c>RESTORE_DATA</c>: as the agent reports it.</summary>
    public string Status { get; init => field = value ?? ""; } = "";
}
