using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>The result of one tenant of a recovery plan. All times are in UTC.</summary>
public sealed class TenantRecovery
{
    /// <summary>The name of the lost tenant.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The name of the tenant that the restore creates.</summary>
    public string RestoreTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The priority of the tenant; null means last.</summary>
    public int? Priority { get; init; }

    /// <summary>The result in one word.</summary>
    [JsonRequired]
    public RecoveryVerdict Verdict { get; init; }

    /// <summary>
    /// Id of the reason, e.g. <c>RestoreJobFailed</c>, <c>NoBackup</c>, <c>LeftOut</c>; empty when the tenant is restored.
    /// </summary>
    public string ReasonId { get; init => field = value ?? ""; } = "";

    /// <summary>The reason in words, without secrets; empty when the tenant is restored.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>What to do; empty when the tenant is restored.</summary>
    public string Advice { get; init => field = value ?? ""; } = "";

    /// <summary>Whether an earlier run started the restore. If so, this run started no restore.</summary>
    public bool WasStartedEarlier { get; init; }

    /// <summary>The DAG of the restore; empty when no restore was started.</summary>
    public string DagId { get; init => field = value ?? ""; } = "";

    /// <summary>The URI of the data backup. Keys are masked.</summary>
    public string DataBackupUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>The URI of the archived logs. Keys are masked. Empty when there is none.</summary>
    public string ArchiveLogUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>The zones of the restored tenant, with unit config, number and replica type.</summary>
    public string[] ZoneList { get; init => field = value ?? []; } = [];

    /// <summary>The requested point, or <c>latest</c>.</summary>
    public string RequestedPoint { get; init => field = value ?? ""; } = "";

    /// <summary>The point that the restore reached, as OceanBase's job reports it; null when the tenant is not restored.</summary>
    public DateTimeOffset? ReachedPoint { get; init; }

    /// <summary>
    /// The newest point to which the backup can be restored: from the restore windows; without windows, from the plan. Null when there is
    /// no such point, or when it is not known.
    /// </summary>
    public DateTimeOffset? NewestPoint { get; init; }

    /// <summary>Which data is lost, and since when, as a sentence.</summary>
    public string DataLoss { get; init => field = value ?? ""; } = "";

    /// <summary>The most important information for a user: the reason; without a reason, the data loss. Empty when neither exists.</summary>
    public string Problem => Reason.Length > 0 ? Reason : DataLoss;

    /// <summary>When the work on this tenant started; null when nothing was done.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the work on this tenant ended.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>
    /// The time from the start of the restore to a tenant in service; null when the tenant is not restored, or an earlier run started the
    /// restore.
    /// </summary>
    public TimeSpan? RecoveryTime { get; init; }

    /// <summary>The number of restored bytes; null when it is not known.</summary>
    public long? Bytes { get; init; }

    /// <summary>The checks of the restored tenant, the same as in drills.</summary>
    public DrillCheck[] Checks { get; init => field = value ?? []; } = [];

    /// <summary>The preflight findings that did not pass.</summary>
    public PreflightFinding[] Findings { get; init => field = value ?? []; } = [];

    /// <summary>The cluster of the lost tenant.</summary>
    public string SourceClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The cluster on which the tenant is restored.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The DAG of the restore, as it was last read; null when there is none.</summary>
    public DagDetail? Dag { get; init; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine($"{TenantName}: {Verdict}");
}
