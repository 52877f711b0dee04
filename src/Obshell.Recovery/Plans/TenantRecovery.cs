using System.Text.Json.Serialization;
using Obshell.Client;
using Obshell.Client.Display;

namespace Obshell.Recovery;

/// <summary>The result of one tenant of a recovery plan. Moments are UTC.</summary>
public sealed class TenantRecovery
{
    /// <summary>The tenant that was lost.</summary>
    public string TenantName { get; init => field = value ?? ""; } = "";

    /// <summary>The tenant that it was restored into, or would be.</summary>
    public string RestoreTenantName { get; init => field = value ?? ""; } = "";

    /// <summary>Its place in the order; null for last.</summary>
    public int? Priority { get; init; }

    /// <summary>The result.</summary>
    [JsonRequired]
    public RecoveryVerdict Verdict { get; init; }

    /// <summary>Id of the reason, e.g. <c>RestoreJobFailed</c>, <c>NoBackup</c>, <c>LeftOut</c>; empty when it is restored.</summary>
    public string ReasonId { get; init => field = value ?? ""; } = "";

    /// <summary>The reason in words, secrets removed; empty when it is restored.</summary>
    public string Reason { get; init => field = value ?? ""; } = "";

    /// <summary>What to do; empty when it is restored.</summary>
    public string Advice { get; init => field = value ?? ""; } = "";

    /// <summary>An earlier run had started or ended its restore: this one started none.</summary>
    public bool WasStartedEarlier { get; init; }

    /// <summary>The DAG that restored it; empty when none was started.</summary>
    public string DagId { get; init => field = value ?? ""; } = "";

    /// <summary>Where its data backup is; keys masked.</summary>
    public string DataBackupUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>Where its archived logs are; keys masked, empty when they do not exist.</summary>
    public string ArchiveLogUri { get; init => field = new StorageUri(value).ToString(); } = "";

    /// <summary>The zones that it is restored into, with unit config, number and replica type.</summary>
    public string[] ZoneList { get; init => field = value ?? []; } = [];

    /// <summary>The point that was asked for, or <c>latest</c>.</summary>
    public string RequestedPoint { get; init => field = value ?? ""; } = "";

    /// <summary>The point that was reached, by OceanBase's job; null when it is not restored.</summary>
    public DateTimeOffset? ReachedPoint { get; init; }

    /// <summary>The newest point that its backup was known to reach: by its windows now, else by the plan. Null when it does not exist, or it is not known.</summary>
    public DateTimeOffset? NewestPoint { get; init; }

    /// <summary>What is lost and from when, a sentence.</summary>
    public string DataLoss { get; init => field = value ?? ""; } = "";

    /// <summary>What a user should know first: the reason, or the data that a restored tenant lacks; empty where there is neither.</summary>
    public string Problem => Reason.Length > 0 ? Reason : DataLoss;

    /// <summary>When its restore was begun; null when nothing was done.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it was done.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>From the start of its restore to a tenant in service; null when it is not restored, or an earlier run started it.</summary>
    public TimeSpan? RecoveryTime { get; init; }

    /// <summary>Bytes restored; null when not known.</summary>
    public long? Bytes { get; init; }

    /// <summary>The checks of the restored tenant, as drills have them.</summary>
    public DrillCheck[] Checks { get; init => field = value ?? []; } = [];

    /// <summary>What the preflight said, except what passed.</summary>
    public PreflightFinding[] Findings { get; init => field = value ?? []; } = [];

    /// <summary>The cluster that it was in.</summary>
    public string SourceClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The cluster that restores.</summary>
    public string ClusterName { get; init => field = value ?? ""; } = "";

    /// <summary>The DAG, as last read; null when it does not exist.</summary>
    public DagDetail? Dag { get; init; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine($"{TenantName}: {Verdict}");
}
