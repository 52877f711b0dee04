using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Client;
using Obshell.Recovery.Reports;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>
/// A drill, a DAG, a job and a restore. All their text properties have the same value, because each text can come from an agent.
/// </summary>
internal static class FullOf
{
    public static RestoreDrillResult Drill(string text) => new()
    {
        DrillId = text,
        Verdict = DrillVerdict.Failed,
        ReasonId = text,
        Reason = text,
        Advice = text,
        SourceName = text,
        DataBackupUri = text,
        ArchiveLogUri = text,
        ClusterName = text,
        TenantName = text,
        DagId = text,
        JobId = 1,
        StartedAt = WeeklyDrills.Night,
        EndedAt = WeeklyDrills.Night.AddMinutes(9),
        QueueTime = TimeSpan.FromSeconds(1),
        PreparationTime = TimeSpan.FromSeconds(2),
        RestoreTime = TimeSpan.FromSeconds(30),
        ActivationTime = TimeSpan.FromSeconds(4),
        VerificationTime = TimeSpan.FromSeconds(5),
        CleanupTime = TimeSpan.FromSeconds(6),
        RecoveryTime = TimeSpan.FromSeconds(36),
        RecoveryPointAge = TimeSpan.FromSeconds(50),
        TargetRto = TimeSpan.FromSeconds(60),
        TargetRpo = TimeSpan.FromSeconds(60),
        RequestedPoint = text,
        ReachedPoint = WeeklyDrills.Night,
        NewestRestorablePoint = WeeklyDrills.Night,
        Bytes = 1 << 30,
        Tablets = 3,
        Checks = [new DrillCheck { Name = text, Verdict = DrillCheckVerdict.Failed, Seen = text, Expected = text, ReasonId = text }],
        Findings = [new PreflightFinding(text, PreflightVerdict.Warning, text, text, text, text)],
        Samples = [.. Enumerable.Range(0, 12).Select(i => new DrillProgressSample { Since = TimeSpan.FromSeconds(i * 3), FinishBytes = i * 90_000_000L, TotalBytes = 1 << 30, Status = i < 9 ? text : text + "2" })],
        Cleanup = DrillCleanup.LeftBehind,
        CleanupText = text,
        Trend = new DrillTrend { EarlierDrills = 1, UsualBytes = 5, UsualRecoveryTime = TimeSpan.FromSeconds(30), Points = [new DrillTrendPoint { StartedAt = WeeklyDrills.Night, Verdict = DrillVerdict.Passed, RecoveryTime = TimeSpan.FromSeconds(30), Bytes = 5 }] },
        Dag = Dag(text),
    };

    public static DagDetail Dag(string text)
    {
        DateTimeOffset began = WeeklyDrills.Night;
        SubTaskDetail Task(int number) => new()
        {
            Id = text,
            TaskId = number,
            Name = text,
            State = text,
            Operator = text,
            StartTime = began,
            EndTime = began.AddSeconds(9),
            ExecuteTimes = 2,
            ExecuteAgent = new AgentAddress { Ip = text, Port = 2886 },
            TaskLogs = [text, "ERROR: [X]: " + text, "WARN: " + text],
        };
        return new DagDetail
        {
            Id = text,
            DagId = 1,
            Name = text,
            Stage = 1,
            MaxStage = 2,
            MaintenanceType = 3,
            MaintenanceKey = text,
            State = text,
            Operator = text,
            StartTime = began,
            EndTime = began.AddSeconds(9),
            AdditionalData = new Dictionary<string, object> { [text] = text },
            Restore = Job(text),
            Backup = new BackupJob { JobId = 1, BackupSetId = 1, BackupType = text, StartTime = began, EndTime = began.AddSeconds(9), Status = text, Result = 1, Comment = text, Path = text },
            Nodes =
            [
                new NodeDetail { Id = text, NodeId = 1, Name = text, State = text, Operator = text, StartTime = began, EndTime = began.AddSeconds(9), SubTasks = [Task(1)] },
                new NodeDetail { Id = text, NodeId = 2, Name = text, State = text, Operator = text, StartTime = began, EndTime = began.AddSeconds(9), SubTasks = [Task(2), Task(3)] },
            ],
        };
    }

    public static RestoreOverview Job(string text) => new()
    {
        JobId = 4,
        RestoreTenantName = text,
        BackupTenantName = text,
        BackupClusterName = text,
        RestoreOption = text,
        RestoreScnDisplay = text,
        Status = text,
        StartTimestamp = text,
        FinishTimestamp = text,
        BackupSetList = text,
        BackupPieceList = text,
        BackupDataUri = text,
        BackupLogUri = text,
        TabletCount = 3,
        FinishTabletCount = 2,
        TotalBytes = 9,
        FinishBytes = 5,
        TotalBytesDisplay = text,
        FinishBytesDisplay = text,
        Description = text,
        RecoverScnDisplay = text,
        RecoverProgress = text,
        RestoreProgress = text,
        Comment = text,
    };

    public static ReportBuilder Everything(string text)
    {
        var builder = new ReportBuilder();
        builder.Add(Drill(text));
        builder.Add(Dag(text));
        builder.Add(new TenantRestore(text, Dag(text), Job(text)));
        builder.Add(new TenantRestore(text, null, null));
        builder.Add(Job(text));
        builder.AddUnreadable(text);
        return builder;
    }
}
