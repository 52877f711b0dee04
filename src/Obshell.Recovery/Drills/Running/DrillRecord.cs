using Obshell.Client;
using Obshell.Recovery.Cleanup;

namespace Obshell.Recovery.Drills.Running;

/// <summary>The data of a running drill. Each step of the drill adds data. At the end the result is made from this data.</summary>
/// <param name="StartedAt">When the drill started, after it waited for its turn.</param>
internal sealed record DrillRecord(DateTimeOffset StartedAt)
{
    public TimeSpan? QueueTime { get; init; }

    /// <summary>The DAG of the restore; empty when no restore was started.</summary>
    public string DagId { get; init; } = "";

    /// <summary>The DAG as it was last read.</summary>
    public DagDetail? Dag { get; init; }

    public DrillFigures Figures { get; init; } = new();

    public TimeSpan? RecoveryTime { get; init; }

    public TimeSpan? VerificationTime { get; init; }

    public TimeSpan? CleanupTime { get; init; }

    /// <summary>The newest restorable point when the drill began.</summary>
    public DateTimeOffset? NewestPoint { get; init; }

    public TimeSpan? PointAge { get; init; }

    /// <summary>Why the restore windows could not be read; null when they were read.</summary>
    public ObshellException? WindowFault { get; init; }

    public IReadOnlyList<DrillCheck> Checks { get; init; } = [];

    public PreflightFinding[] Findings { get; init; } = [];

    public CleanupOutcome Cleanup { get; init; } = new(DrillCleanup.NothingMade, CleanupTexts.NothingMade);

    /// <summary>Makes the result of the drill, with the reason for its end.</summary>
    public RestoreDrillResult ToResult(DrillReason reason, RestoreDrill drill, ObshellClient client, DrillProgressSample[] samples)
    {
        RestoreOverview? job = Dag?.Restore;
        return new RestoreDrillResult
        {
            DrillId = drill.Id,
            Verdict = reason.Verdict,
            ReasonId = reason.Id,
            Reason = client.Redactor.Clean(reason.Text),
            Advice = client.Redactor.Clean(reason.Advice),
            SourceName = drill.Source.Name,
            DataBackupUri = drill.Source.DataBackupText,
            ArchiveLogUri = drill.Source.ArchiveLogText,
            ClusterName = client.Connection.ClusterName,
            TenantName = drill.Tenant,
            DagId = DagId,
            JobId = job?.JobId,
            StartedAt = StartedAt,
            EndedAt = client.Clock.GetUtcNow(),
            QueueTime = QueueTime,
            PreparationTime = Figures.Preparation,
            RestoreTime = Figures.Restore,
            ActivationTime = Figures.Activation,
            VerificationTime = VerificationTime,
            CleanupTime = CleanupTime,
            RecoveryTime = RecoveryTime,
            RecoveryPointAge = PointAge,
            TargetRto = drill.Source.TargetRto,
            TargetRpo = drill.Source.TargetRpo,
            RequestedPoint = drill.Source.Until.ToString(),
            ReachedPoint = job is { RestoreScn: > 0 } reached ? RestorePoint.FromScn(reached.RestoreScn).DateTimeOffset : null,
            NewestRestorablePoint = NewestPoint,
            Bytes = job is { TotalBytes: > 0 } ? job.IsSuccess ? job.TotalBytes : job.FinishBytes : null,
            Tablets = job is { TabletCount: > 0 } ? job.IsSuccess ? job.TabletCount : job.FinishTabletCount : null,
            Checks = [.. Checks],
            Findings = Findings,
            Samples = samples,
            Cleanup = Cleanup.Cleanup,
            CleanupText = Cleanup.Text,
            Dag = Dag,
        };
    }
}
