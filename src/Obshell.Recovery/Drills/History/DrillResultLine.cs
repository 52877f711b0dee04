using Obshell.Client;

namespace Obshell.Recovery.Drills.History;

/// <summary>A drill's result as it stands in a journal: all of it but the DAG, which the cluster has.</summary>
internal sealed class DrillResultLine
{
    public string? Verdict { get; set; }

    public string? ReasonId { get; set; }

    public string? Reason { get; set; }

    public string? Advice { get; set; }

    public string? SourceName { get; set; }

    public string? DataBackupUri { get; set; }

    public string? ArchiveLogUri { get; set; }

    public string? ClusterName { get; set; }

    public string? TenantName { get; set; }

    public string? DagId { get; set; }

    public long? JobId { get; set; }

    public DateTimeOffset StartedAt { get; set; }

    public DateTimeOffset EndedAt { get; set; }

    /// <summary>Seconds, as all durations.</summary>
    public double? QueueTime { get; set; }

    public double? PreparationTime { get; set; }

    public double? RestoreTime { get; set; }

    public double? ActivationTime { get; set; }

    public double? VerificationTime { get; set; }

    public double? CleanupTime { get; set; }

    public double? RecoveryTime { get; set; }

    public double? RecoveryPointAge { get; set; }

    public double? TargetRto { get; set; }

    public double? TargetRpo { get; set; }

    public string? RequestedPoint { get; set; }

    public DateTimeOffset? ReachedPoint { get; set; }

    public DateTimeOffset? NewestRestorablePoint { get; set; }

    public long? Bytes { get; set; }

    public long? Tablets { get; set; }

    public List<DrillCheckLine>? Checks { get; set; }

    public List<DrillFindingLine>? Findings { get; set; }

    public List<DrillSampleLine>? Samples { get; set; }

    public string? Cleanup { get; set; }

    public string? CleanupText { get; set; }

    public static DrillResultLine From(RestoreDrillResult result) => new()
    {
        Verdict = result.Verdict.ToString(),
        ReasonId = result.ReasonId,
        Reason = result.Reason,
        Advice = result.Advice,
        SourceName = result.SourceName,
        DataBackupUri = result.DataBackupUri,
        ArchiveLogUri = result.ArchiveLogUri,
        ClusterName = result.ClusterName,
        TenantName = result.TenantName,
        DagId = result.DagId,
        JobId = result.JobId,
        StartedAt = result.StartedAt,
        EndedAt = result.EndedAt,
        QueueTime = Seconds(result.QueueTime),
        PreparationTime = Seconds(result.PreparationTime),
        RestoreTime = Seconds(result.RestoreTime),
        ActivationTime = Seconds(result.ActivationTime),
        VerificationTime = Seconds(result.VerificationTime),
        CleanupTime = Seconds(result.CleanupTime),
        RecoveryTime = Seconds(result.RecoveryTime),
        RecoveryPointAge = Seconds(result.RecoveryPointAge),
        TargetRto = Seconds(result.TargetRto),
        TargetRpo = Seconds(result.TargetRpo),
        RequestedPoint = result.RequestedPoint,
        ReachedPoint = result.ReachedPoint,
        NewestRestorablePoint = result.NewestRestorablePoint,
        Bytes = result.Bytes,
        Tablets = result.Tablets,
        Checks = [.. result.Checks.Select(c => new DrillCheckLine { Name = c.Name, Verdict = c.Verdict.ToString(), Seen = c.Seen, Expected = c.Expected, ReasonId = c.ReasonId })],
        Findings = [.. result.Findings.Select(f => new DrillFindingLine { Name = f.Name, Verdict = f.Verdict.ToString(), Seen = f.Seen, AgentWouldAnswer = f.AgentWouldAnswer, Advice = f.Advice, Parameter = f.Parameter })],
        Samples = [.. result.Samples.Select(s => new DrillSampleLine { Since = s.Since.TotalSeconds, FinishBytes = s.FinishBytes, TotalBytes = s.TotalBytes, Status = s.Status })],
        Cleanup = result.Cleanup.ToString(),
        CleanupText = result.CleanupText,
    };

    /// <exception cref="FormatException">A word is none of those that results have.</exception>
    public RestoreDrillResult ToResult(string drillId, DrillTrend? trend) => new()
    {
        DrillId = drillId,
        Verdict = Word<DrillVerdict>(Verdict),
        ReasonId = ReasonId!,
        Reason = Reason!,
        Advice = Advice!,
        SourceName = SourceName!,
        DataBackupUri = DataBackupUri!,
        ArchiveLogUri = ArchiveLogUri!,
        ClusterName = ClusterName!,
        TenantName = TenantName!,
        DagId = DagId!,
        JobId = JobId,
        StartedAt = StartedAt,
        EndedAt = EndedAt,
        QueueTime = Span(QueueTime),
        PreparationTime = Span(PreparationTime),
        RestoreTime = Span(RestoreTime),
        ActivationTime = Span(ActivationTime),
        VerificationTime = Span(VerificationTime),
        CleanupTime = Span(CleanupTime),
        RecoveryTime = Span(RecoveryTime),
        RecoveryPointAge = Span(RecoveryPointAge),
        TargetRto = Span(TargetRto),
        TargetRpo = Span(TargetRpo),
        RequestedPoint = RequestedPoint!,
        ReachedPoint = ReachedPoint,
        NewestRestorablePoint = NewestRestorablePoint,
        Bytes = Bytes,
        Tablets = Tablets,
        Checks = [.. (Checks ?? []).Select(c => new DrillCheck { Name = c.Name!, Verdict = Word<DrillCheckVerdict>(c.Verdict), Seen = c.Seen!, Expected = c.Expected!, ReasonId = c.ReasonId! })],
        Findings = [.. (Findings ?? []).Select(f => new PreflightFinding(f.Name ?? "", Word<PreflightVerdict>(f.Verdict), f.Seen ?? "", f.AgentWouldAnswer ?? "", f.Advice ?? "", f.Parameter ?? ""))],
        Samples = [.. (Samples ?? []).Select(s => new DrillProgressSample { Since = Span(s.Since) ?? TimeSpan.Zero, FinishBytes = s.FinishBytes, TotalBytes = s.TotalBytes, Status = s.Status! })],
        Cleanup = Word<DrillCleanup>(Cleanup),
        CleanupText = CleanupText!,
        Trend = trend,
    };

    private static double? Seconds(TimeSpan? span) => span is { } given ? Math.Round(given.TotalSeconds, 3) : null;

    /// <summary>A line may have been edited: what no TimeSpan can hold is unknown.</summary>
    private static TimeSpan? Span(double? seconds) =>
        seconds is { } given && given >= 0 && given < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromTicks((long)(given * TimeSpan.TicksPerSecond)) : null;

    private static T Word<T>(string? word)
        where T : struct, Enum =>
        Enum.TryParse(word, out T read) && Enum.IsDefined(typeof(T), read) ? read : throw new FormatException($"'{TextFault.Quote(word ?? "")}' is no {typeof(T).Name}");
}
