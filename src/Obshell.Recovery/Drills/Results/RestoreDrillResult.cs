using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>
/// The result of one drill. A drill restores a backup into a throw-away tenant, verifies and measures the tenant, and drops it. Durations
/// are measured with this machine's monotonic clock. Times are from this machine's wall clock in UTC, unless a member says otherwise.
/// </summary>
public sealed class RestoreDrillResult
{
    private string drillId = "";
    private DrillTrend? trend;
    private DrillCheck[] checks = [];
    private DrillProgressSample[] samples = [];

    /// <summary>The unique id of this drill: 32 hexadecimal digits.</summary>
    [JsonIgnore]
    public string DrillId { get => drillId; init => drillId = value ?? ""; }

    /// <summary>What the drill proved.</summary>
    [JsonRequired]
    public DrillVerdict Verdict { get; init; }

    /// <summary>
    /// Id of the reason, e.g. <c>RestoreJobFailed</c>, <c>NoCapacity</c>, <c>DataTooOld</c>; empty when the drill passed.
    /// </summary>
    public string ReasonId { get; init => field = value ?? ""; } = "";

    /// <summary>The reason in words, without secrets; empty when the drill passed.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>What to do; empty when the drill passed.</summary>
    public string Advice { get; init => field = value ?? ""; } = "";

    /// <summary>Name of the source: the given name; if no name is given, a part of its URI.</summary>
    public string SourceName { get; init => field = value ?? ""; } = "";

    /// <summary>The URI of the data backup. Keys are masked.</summary>
    public string DataBackupUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>The URI of the archived logs. Keys are masked. Empty when no URI was given.</summary>
    public string ArchiveLogUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>The cluster to which the drill restored.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The throw-away tenant; empty when no name was made.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The DAG that created the tenant; empty when no DAG was started.</summary>
    public string DagId { get; init => field = value ?? ""; } = "";

    /// <summary>The id of OceanBase's restore job; null when no job is known.</summary>
    public long? JobId { get; init; }

    /// <summary>When the drill began, after it waited for its turn.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>When the drill ended, after the tenant was dropped.</summary>
    public DateTimeOffset EndedAt { get; init; }

    /// <summary>How long the drill waited for its turn (<c>-ThrottleLimit</c>).</summary>
    public TimeSpan? QueueTime { get; init; }

    /// <summary>The time from the restore request until OceanBase's job runs.</summary>
    public TimeSpan? PreparationTime { get; init; }

    /// <summary>How long OceanBase's job ran. The job restores data and replays logs.</summary>
    public TimeSpan? RestoreTime { get; init; }

    /// <summary>The time from the job's end to a tenant in service.</summary>
    public TimeSpan? ActivationTime { get; init; }

    /// <summary>How long the checks took.</summary>
    public TimeSpan? VerificationTime { get; init; }

    /// <summary>The time to drop the tenant.</summary>
    public TimeSpan? CleanupTime { get; init; }

    /// <summary>
    /// RTO: the time from the restore request to a tenant in service, without the checks. Null when the tenant did not come into service.
    /// </summary>
    public TimeSpan? RecoveryTime { get; init; }

    /// <summary>RPO: the age of the newest restorable point when the drill began. Null when unknown.</summary>
    public TimeSpan? RecoveryPointAge { get; init; }

    /// <summary>The target for RTO (<c>-TargetRto</c>).</summary>
    public TimeSpan? TargetRto { get; init; }

    /// <summary>The target for RPO (<c>-TargetRpo</c>).</summary>
    public TimeSpan? TargetRpo { get; init; }

    /// <summary>Whether RTO met the target; null without a target, or when RTO is unknown.</summary>
    [JsonIgnore]
    public bool? MetTargetRto => TargetRto is { } target && RecoveryTime is { } took ? took <= target : null;

    /// <summary>Whether RPO met the target; null without a target, or when RPO is unknown.</summary>
    [JsonIgnore]
    public bool? MetTargetRpo => TargetRpo is { } target && RecoveryPointAge is { } age ? age <= target : null;

    /// <summary>The requested point: <c>latest</c>, a time, or <c>15 minutes ago</c>.</summary>
    public string RequestedPoint { get; init => field = value ?? ""; } = "";

    /// <summary>The point that OceanBase's job reached (UTC); null when unknown.</summary>
    public DateTimeOffset? ReachedPoint { get; init; }

    /// <summary>The newest restorable point (UTC); null when unknown.</summary>
    public DateTimeOffset? NewestRestorablePoint { get; init; }

    /// <summary>Restored bytes; null when unknown.</summary>
    public long? Bytes { get; init; }

    /// <summary>Restored tablets; null when unknown.</summary>
    public long? Tablets { get; init; }

    /// <summary>Bytes divided by the time of OceanBase's job; null when unknown.</summary>
    [JsonIgnore]
    public double? BytesPerSecond => Bytes is { } bytes && RestoreTime is { } took && took > TimeSpan.Zero ? bytes / took.TotalSeconds : null;

    /// <summary>The checks of the restored tenant in order; empty when nothing was restored.</summary>
    public DrillCheck[] Checks { get => checks; init => checks = value ?? []; }

    /// <summary>The preflight findings that did not pass.</summary>
    public PreflightFinding[] Findings { get; init => field = value ?? []; } = [];

    /// <summary>The progress of the job over time; empty when the job ended before the first poll.</summary>
    public DrillProgressSample[] Samples { get => samples; init => samples = value ?? []; }

    /// <summary>What happened to the throw-away tenant.</summary>
    [JsonRequired]
    public DrillCleanup Cleanup { get; init; }

    /// <summary>What happened to the throw-away tenant, in words, and what to do if something is left.</summary>
    public string CleanupText { get; init => field = value ?? ""; } = "";

    /// <summary>The comparison with earlier drills of the same source; null without a history.</summary>
    [JsonIgnore]
    public DrillTrend? Trend { get => trend; init => trend = value; }

    /// <summary>
    /// The DAG with its nodes and logs, as it was last read; null when no DAG was started, and in results from a history.
    /// </summary>
    [JsonIgnore]
    public DagDetail? Dag { get; init; }

    /// <summary>Whether a list contains null, e.g. in a journal that a user edited.</summary>
    internal bool HasHoles => Array.IndexOf(Checks, null) >= 0 || Array.IndexOf(Findings, null) >= 0 || Array.IndexOf(Samples, null) >= 0;

    /// <summary>The same result, with a comparison with earlier drills.</summary>
    internal RestoreDrillResult With(DrillTrend trend) => Copy(c => c.trend = trend);

    /// <summary>The same result, with the drill's id. The journal stores the id outside of the result.</summary>
    internal RestoreDrillResult Of(string drill) => Copy(c => c.drillId = drill);

    /// <summary>The same result without checks and samples, which may be long.</summary>
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
