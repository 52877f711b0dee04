using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>
/// One drill: a backup, restored into a throw-away tenant, verified, measured, and the tenant dropped again. Durations are
/// measured by this machine's monotonic clock, moments by its wall clock in UTC unless it says otherwise.
/// </summary>
public sealed class RestoreDrillResult
{
    private string drillId = "";
    private DrillTrend? trend;
    private DrillCheck[] checks = [];
    private DrillProgressSample[] samples = [];

    /// <summary>Of this drill alone: 32 hexadecimal digits.</summary>
    [JsonIgnore]
    public string DrillId { get => drillId; init => drillId = value ?? ""; }

    /// <summary>What the drill proved.</summary>
    [JsonRequired]
    public DrillVerdict Verdict { get; init; }

    /// <summary>Id of the reason, e.g. <c>RestoreJobFailed</c>, <c>NoCapacity</c>, <c>DataTooOld</c>; empty when passed.</summary>
    public string ReasonId { get; init => field = value ?? ""; } = "";

    /// <summary>The reason in words, secrets removed; empty when passed.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>What to do; empty when passed.</summary>
    public string Advice { get; init => field = value ?? ""; } = "";

    /// <summary>Name of the source: as given, else the part of its address that differs from other sources.</summary>
    public string SourceName { get; init => field = value ?? ""; } = "";

    /// <summary>Where the data backup is; keys masked.</summary>
    public string DataBackupUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>Where the archived log is; keys masked, empty when none was given.</summary>
    public string ArchiveLogUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>The cluster that restored.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The throw-away tenant; empty when it got no name.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The DAG that made it; empty when none was started.</summary>
    public string DagId { get; init => field = value ?? ""; } = "";

    /// <summary>OceanBase's restore job; null when none is known.</summary>
    public long? JobId { get; init; }

    /// <summary>When the drill of this source began (it may have waited for its turn before).</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When it had ended, the dropping of the tenant included.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>Waited for its turn (<c>-ThrottleLimit</c>).</summary>
    public TimeSpan? QueueTime { get; init; }

    /// <summary>From the POST until OceanBase's job runs.</summary>
    public TimeSpan? PreparationTime { get; init; }

    /// <summary>OceanBase's job: data restored and log replayed.</summary>
    public TimeSpan? RestoreTime { get; init; }

    /// <summary>From the job's end to a tenant in service.</summary>
    public TimeSpan? ActivationTime { get; init; }

    /// <summary>Spent on the checks.</summary>
    public TimeSpan? VerificationTime { get; init; }

    /// <summary>Spent on dropping the tenant.</summary>
    public TimeSpan? CleanupTime { get; init; }

    /// <summary>RTO: from the POST to a tenant in service, checks not counted. Null when it did not get there.</summary>
    public TimeSpan? RecoveryTime { get; init; }

    /// <summary>RPO: how old the newest restorable point was when the drill began. Null when unknown.</summary>
    public TimeSpan? RecoveryPointAge { get; init; }

    /// <summary>The limit (<c>-TargetRto</c>).</summary>
    public TimeSpan? TargetRto { get; init; }

    /// <summary>The limit (<c>-TargetRpo</c>).</summary>
    public TimeSpan? TargetRpo { get; init; }

    /// <summary>Null without a target, or where the figure is unknown.</summary>
    [JsonIgnore]
    public bool? MetTargetRto => TargetRto is { } target && RecoveryTime is { } took ? took <= target : null;

    /// <summary>Null without a target, or where the figure is unknown.</summary>
    [JsonIgnore]
    public bool? MetTargetRpo => TargetRpo is { } target && RecoveryPointAge is { } age ? age <= target : null;

    /// <summary>The point that was asked for: <c>latest</c>, a time, or <c>15 minutes ago</c>.</summary>
    public string RequestedPoint { get; init => field = value ?? ""; } = "";

    /// <summary>The point that was really reached, by OceanBase's job (UTC); null when unknown.</summary>
    public DateTimeOffset? ReachedPoint { get; init; }

    /// <summary>The newest point that could have been restored to (UTC); null when unknown.</summary>
    public DateTimeOffset? NewestRestorablePoint { get; init; }

    /// <summary>Restored bytes; null when unknown.</summary>
    public long? Bytes { get; init; }

    /// <summary>Restored tablets; null when unknown.</summary>
    public long? Tablets { get; init; }

    /// <summary>Bytes by the time OceanBase's job took; null when unknown.</summary>
    [JsonIgnore]
    public double? BytesPerSecond => Bytes is { } bytes && RestoreTime is { } took && took > TimeSpan.Zero ? bytes / took.TotalSeconds : null;

    /// <summary>The checks of the restored tenant in order; empty when nothing was restored.</summary>
    public DrillCheck[] Checks { get => checks; init => checks = value ?? []; }

    /// <summary>The findings of the preflight that did not pass.</summary>
    public PreflightFinding[] Findings { get; init => field = value ?? []; } = [];

    /// <summary>How far the job was, over time; empty where it ended before the first look.</summary>
    public DrillProgressSample[] Samples { get => samples; init => samples = value ?? []; }

    /// <summary>What became of the throw-away tenant.</summary>
    [JsonRequired]
    public DrillCleanup Cleanup { get; init; }

    /// <summary>The same in words, with what to do where something is left.</summary>
    public string CleanupText { get; init => field = value ?? ""; } = "";

    /// <summary>Compared with earlier drills of the same source; null without a history.</summary>
    [JsonIgnore]
    public DrillTrend? Trend { get => trend; init => trend = value; }

    /// <summary>The DAG with its nodes and logs as last read; null when none was started, and in results read from a history.</summary>
    [JsonIgnore]
    public DagDetail? Dag { get; init; }

    /// <summary>A file that was edited can have empty places in its lists.</summary>
    internal bool HasHoles => Array.IndexOf(Checks, null) >= 0 || Array.IndexOf(Findings, null) >= 0 || Array.IndexOf(Samples, null) >= 0;

    /// <summary>The same drill compared with earlier ones.</summary>
    internal RestoreDrillResult With(DrillTrend trend) => Copy(c => c.trend = trend);

    /// <summary>The result of this drill, where the id is next to it.</summary>
    internal RestoreDrillResult Of(string drill) => Copy(c => c.drillId = drill);

    /// <summary>Without what may be long.</summary>
    internal RestoreDrillResult WithoutDetails() => Copy(c => (c.checks, c.samples) = ([], []));

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(SourceName + ": " + Verdict + (ReasonId.Length > 0 ? " (" + ReasonId + ")" : ""));

    private RestoreDrillResult Copy(Action<RestoreDrillResult> change)
    {
        var copy = (RestoreDrillResult)MemberwiseClone();
        change(copy);
        return copy;
    }
}
