using System;
using System.Collections.Generic;
using System.Linq;
using Obshell.Client;

namespace Obshell.Recovery.Tests.Reports;

/// <summary>The ten drills of one night, with every kind of result and realistic values.</summary>
internal static class WeeklyDrills
{
    public static readonly DateTimeOffset Night = new(2026, 11, 22, 1, 0, 0, TimeSpan.Zero);

    private const long Gigabyte = 1L << 30;

    public static IReadOnlyList<RestoreDrillResult> All { get; } =
    [
        Good("orders", 0, minutes: 12.1, gigabytes: 96),
        Good("billing", 1, minutes: 8.4, gigabytes: 51),
        new()
        {
            DrillId = Id(2), Verdict = DrillVerdict.Failed, ReasonId = "RestoreJobFailed", SourceName = "payments",
            Reason = "OceanBase's restore job failed: backup set 7 is damaged, checksum of macro block 0x1f3a does not match.",
            Advice = "Take a new full backup of payments today and drill it; keep the older set until that one has passed. Get-ObDagLog 1142 has the whole log.",
            DataBackupUri = "oss://backup-prod/payments/data?host=oss-eu-central-1.example&access_id=AKIDEXAMPLE&access_key=no-one-may-read-this", ArchiveLogUri = "oss://backup-prod/payments/clog?host=oss-eu-central-1.example",
            ClusterName = "drill-eu", TenantName = "drill_payments_202611220114", DagId = "1142", JobId = 88, StartedAt = At(2), EndedAt = At(2).AddSeconds(412), QueueTime = TimeSpan.FromMinutes(14), PreparationTime = TimeSpan.FromSeconds(21),
            RestoreTime = TimeSpan.FromSeconds(371), CleanupTime = TimeSpan.FromSeconds(19), TargetRto = TimeSpan.FromMinutes(15), TargetRpo = TimeSpan.FromMinutes(10), RecoveryPointAge = TimeSpan.FromSeconds(95), RequestedPoint = "latest",
            NewestRestorablePoint = At(2).AddSeconds(-95), Checks = [], Cleanup = DrillCleanup.Dropped, CleanupText = "Dropped, with its resource pools.", Samples = [.. Samples(371, 40 * Gigabyte, stops: true).Where(s => s.Since.TotalSeconds < 240)],
            Trend = Trend(6.2, 40, slower: false), Dag = Dag("1142", "drill_payments_202611220114", failed: true),
        },
        new()
        {
            DrillId = Id(3), Verdict = DrillVerdict.MissedTarget, ReasonId = "OverTargetRto", SourceName = "warehouse",
            Reason = "Recovery took 31 min 20 s; the target is 15 min.", Advice = "Give the drill cluster more IO or -Concurrency, or agree on a longer target. The rate was half of the usual one.",
            DataBackupUri = "file:///backup/warehouse/data", ArchiveLogUri = "file:///backup/warehouse/clog", ClusterName = "drill-eu", TenantName = "drill_warehouse_202611220121", DagId = "1143", JobId = 89, StartedAt = At(3), EndedAt = At(3).AddMinutes(34),
            QueueTime = TimeSpan.FromMinutes(6), PreparationTime = TimeSpan.FromSeconds(24), RestoreTime = TimeSpan.FromSeconds(1832), ActivationTime = TimeSpan.FromSeconds(24), VerificationTime = TimeSpan.FromSeconds(41), CleanupTime = TimeSpan.FromSeconds(22),
            RecoveryTime = TimeSpan.FromSeconds(1880), RecoveryPointAge = TimeSpan.FromSeconds(140), TargetRto = TimeSpan.FromMinutes(15), TargetRpo = TimeSpan.FromMinutes(10), RequestedPoint = "15 minutes ago", ReachedPoint = At(3).AddMinutes(-15),
            NewestRestorablePoint = At(3).AddSeconds(-140), Bytes = 210 * Gigabyte, Tablets = 8123, Checks = Checks(), Cleanup = DrillCleanup.Dropped, CleanupText = "Dropped, with its resource pools.", Samples = Samples(1832, 210 * Gigabyte, stops: true),
            Trend = Trend(15.5, 205, slower: true), Dag = Dag("1143", "drill_warehouse_202611220121", failed: false, 3, 1832),
        },
        new()
        {
            DrillId = Id(4), Verdict = DrillVerdict.Skipped, ReasonId = "NoCapacity", SourceName = "analytics", Reason = "zone2 has 3 CPUs free and the floor is 4: the drill was not started.",
            Advice = "Run it while less is going on, use a smaller unit config, or lower the floor with -Capacity.", DataBackupUri = "cos://backup-1250000000/analytics/data?host=cos.example", ArchiveLogUri = "cos://backup-1250000000/analytics/clog?host=cos.example",
            ClusterName = "drill-eu", StartedAt = At(4), EndedAt = At(4).AddSeconds(2), TargetRto = TimeSpan.FromMinutes(15), TargetRpo = TimeSpan.FromMinutes(10), RecoveryPointAge = TimeSpan.FromSeconds(61), RequestedPoint = "latest",
            Findings =
            [
                new PreflightFinding("FreeCpuAndMemory", PreflightVerdict.Failed, "zone2: 3 of 16 CPUs free, 4 wanted", "OB.Tenant.ResourceNotEnough", "Free some, or use another unit config.", "ZoneList"),
                new PreflightFinding("FreeLogDisk", PreflightVerdict.Unknown, "No agent reports how much log disk is free."),
            ],
            Cleanup = DrillCleanup.NothingMade, CleanupText = "No tenant was made.",
        },
        new()
        {
            DrillId = Id(5), Verdict = DrillVerdict.Failed, ReasonId = "DataTooOld", SourceName = "ledger", Reason = "The newest row is of 2026-11-20 22:14:03 UTC, 26 h 50 min old; at most 30 min were allowed (-MaxAge).",
            Advice = "Look whether the archive of ledger still runs: the backup restores, but to a point of two days ago.", DataBackupUri = "s3://backup-prod/ledger/data?host=s3.example&s3_region=eu-central-1", ArchiveLogUri = "s3://backup-prod/ledger/clog?host=s3.example&s3_region=eu-central-1",
            ClusterName = "drill-eu", TenantName = "drill_ledger_202611220148", DagId = "1144", JobId = 90, StartedAt = At(5), EndedAt = At(5).AddMinutes(9), QueueTime = TimeSpan.FromMinutes(3), PreparationTime = TimeSpan.FromSeconds(19), RestoreTime = TimeSpan.FromSeconds(402),
            ActivationTime = TimeSpan.FromSeconds(17), VerificationTime = TimeSpan.FromSeconds(52), CleanupTime = TimeSpan.FromSeconds(18), RecoveryTime = TimeSpan.FromSeconds(438), RecoveryPointAge = TimeSpan.FromHours(26.83), TargetRto = TimeSpan.FromMinutes(15),
            TargetRpo = TimeSpan.FromMinutes(10), RequestedPoint = "latest", ReachedPoint = At(5).AddHours(-26.8), NewestRestorablePoint = At(5).AddHours(-26.8), Bytes = 33 * Gigabyte, Tablets = 1190,
            Checks =
            [
                .. Checks().Take(4),
                new DrillCheck { Name = "Query", Verdict = DrillCheckVerdict.Failed, Seen = "SELECT MAX(booked_at) FROM ledger.entries: 2026-11-20 22:14:03", Expected = "not older than 30 min", ReasonId = "DataTooOld" },
            ],
            Cleanup = DrillCleanup.Dropped, CleanupText = "Dropped, with its resource pools.", Samples = Samples(402, 33 * Gigabyte, stops: false), Trend = Trend(7.1, 33, slower: false), Dag = Dag("1144", "drill_ledger_202611220148", failed: false, 5, 402),
        },
        new()
        {
            DrillId = Id(6), Verdict = DrillVerdict.Interrupted, ReasonId = "ProcessEnded", SourceName = "catalog", Reason = "The process that ran this drill was killed while OceanBase restored.", Advice = "Remove the tenant: Get-ObDrillLeftover finds and offers it. Then drill catalog again.",
            DataBackupUri = "file:///backup/catalog/data", ArchiveLogUri = "file:///backup/catalog/clog", ClusterName = "drill-eu", TenantName = "drill_catalog_202611220157", DagId = "1145", StartedAt = At(6), EndedAt = At(6).AddMinutes(4), PreparationTime = TimeSpan.FromSeconds(20),
            TargetRto = TimeSpan.FromMinutes(15), TargetRpo = TimeSpan.FromMinutes(10), RecoveryPointAge = TimeSpan.FromSeconds(71), RequestedPoint = "latest", Cleanup = DrillCleanup.LeftBehind, CleanupText = "drill_catalog_202611220157 may still be there: DAG 1145 made it.",
        },
        new()
        {
            DrillId = Id(7), Verdict = DrillVerdict.NotVerified, ReasonId = "OracleMode", SourceName = "hr", Reason = "Restored, but hr is an Oracle-mode tenant: -Query speaks to MySQL-mode tenants alone.", Advice = "Give a -Verify script block that asks with your own client.",
            DataBackupUri = "file:///backup/hr/data", ArchiveLogUri = "file:///backup/hr/clog", ClusterName = "drill-eu", TenantName = "drill_hr_202611220202", DagId = "1146", JobId = 91, StartedAt = At(7), EndedAt = At(7).AddMinutes(5), PreparationTime = TimeSpan.FromSeconds(18),
            RestoreTime = TimeSpan.FromSeconds(211), ActivationTime = TimeSpan.FromSeconds(15), VerificationTime = TimeSpan.FromSeconds(8), CleanupTime = TimeSpan.FromSeconds(17), RecoveryTime = TimeSpan.FromSeconds(244), RecoveryPointAge = TimeSpan.FromSeconds(88),
            TargetRto = TimeSpan.FromMinutes(15), TargetRpo = TimeSpan.FromMinutes(10), RequestedPoint = "latest", ReachedPoint = At(7).AddSeconds(-88), NewestRestorablePoint = At(7).AddSeconds(-88), Bytes = 12 * Gigabyte, Tablets = 402,
            Checks =
            [
                .. Checks().Take(4),
                new DrillCheck { Name = "Query", Verdict = DrillCheckVerdict.NotVerified, Seen = "The tenant is in Oracle mode.", Expected = "a row not older than 30 min", ReasonId = "OracleMode" },
            ],
            Cleanup = DrillCleanup.Dropped, CleanupText = "Dropped, with its resource pools.", Samples = Samples(211, 12 * Gigabyte, stops: false), Trend = Trend(4, 12, slower: false), Dag = Dag("1146", "drill_hr_202611220202", failed: false, 7, 211),
        },
        Good("sessions", 8, minutes: 3.2, gigabytes: 9),
        Good("stock", 9, minutes: 10.7, gigabytes: 77),
    ];

    public static RestoreDrillResult Good(string name, int number, double minutes, int gigabytes) => new()
    {
        DrillId = Id(number),
        Verdict = DrillVerdict.Passed,
        SourceName = name,
        DataBackupUri = $"file:///backup/{name}/data",
        ArchiveLogUri = $"file:///backup/{name}/clog",
        ClusterName = "drill-eu",
        TenantName = $"drill_{name}_20261122{number:0000}",
        DagId = (1130 + number).ToString(System.Globalization.CultureInfo.InvariantCulture),
        JobId = 70 + number,
        StartedAt = At(number),
        EndedAt = At(number).AddMinutes(minutes + 1),
        QueueTime = number == 0 ? null : TimeSpan.FromMinutes(number),
        PreparationTime = TimeSpan.FromSeconds(20),
        RestoreTime = TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(38),
        ActivationTime = TimeSpan.FromSeconds(18),
        VerificationTime = TimeSpan.FromSeconds(33),
        CleanupTime = TimeSpan.FromSeconds(20),
        RecoveryTime = TimeSpan.FromMinutes(minutes),
        RecoveryPointAge = TimeSpan.FromSeconds(60 + (number * 7)),
        TargetRto = TimeSpan.FromMinutes(15),
        TargetRpo = TimeSpan.FromMinutes(10),
        RequestedPoint = "latest",
        ReachedPoint = At(number).AddSeconds(-60 - (number * 7)),
        NewestRestorablePoint = At(number).AddSeconds(-60 - (number * 7)),
        Bytes = gigabytes * Gigabyte,
        Tablets = gigabytes * 31,
        Checks = Checks(),
        Cleanup = DrillCleanup.Dropped,
        CleanupText = "Dropped, with its resource pools.",
        Samples = Samples((minutes * 60) - 38, gigabytes * Gigabyte, stops: false),
        Trend = Trend(minutes, gigabytes, slower: false),
        Dag = Dag((1130 + number).ToString(System.Globalization.CultureInfo.InvariantCulture), $"drill_{name}_20261122{number:0000}", failed: false, number, (int)(minutes * 60) - 38),
    };

    public static DagDetail Dag(string id, string tenant, bool failed, int number = 2, int seconds = 371, DagVerdict? verdict = null)
    {
        DateTimeOffset began = At(number).AddSeconds(2).ToOffset(TimeSpan.FromHours(8));
        string[] names = ["Pre restore check", "Start restore", "Wait restore task finish", "Active tenant", "Upgrade tenant"];
        int[] ends = failed ? [1, 20, 20 + seconds, 23 + seconds] : [1, 20, 20 + seconds, 30 + seconds, 38 + seconds];
        var nodes = new List<NodeDetail>();
        for (int i = 0; i < names.Length; i++)
        {
            bool ran = i < ends.Length;
            string state = !ran ? "PENDING" : failed && i == ends.Length - 1 ? "FAILED" : "SUCCEED";
            DateTimeOffset? start = ran ? began.AddSeconds(i == 0 ? 0 : ends[i - 1] + 1) : null;
            DateTimeOffset? end = ran ? began.AddSeconds(ends[i]) : null;
            string[] logs = i switch
            {
                0 => ["Check restore time '1795223600000000000'"],
                1 => [$"Create resource pool: {{{tenant}_zone1_1795223643000 zone1 s1 1}}", $"ALTER SYSTEM RESTORE {tenant} FROM 'oss://backup-prod/data?host=h&access_id=AKID&access_key=no-one-may-read-this' UNTIL SCN=1795223600000000000", "Wait META tenant NORMAL"],
                3 when failed => ["Activate tenant", "WARN: tenant is in status RESTORE", "ERROR: [MySQL.Error]: Error 1235 (0A000): restore job 88 has failed: checksum error, macro block 0x1f3a, backup set 7"],
                _ => [$"{names[i]} of {tenant}", "done"],
            };
            nodes.Add(new NodeDetail
            {
                Id = id + i,
                NodeId = i,
                Name = names[i],
                State = state,
                Operator = "RUN",
                StartTime = start,
                EndTime = end,
                SubTasks = [new SubTaskDetail { Id = id + "5" + i, TaskId = i, Name = names[i], State = state, Operator = "RUN", StartTime = start, EndTime = end, ExecuteTimes = 1, ExecuteAgent = new AgentAddress { Ip = "10.0.0." + (1 + (i % 3)), Port = 2886 }, TaskLogs = ran ? logs : [] }],
            });
        }

        return new DagDetail
        {
            Id = id,
            DagId = 142,
            Name = "Restore backup_" + tenant,
            Stage = ends.Length,
            MaxStage = 5,
            MaintenanceType = 3,
            MaintenanceKey = tenant,
            State = failed ? "FAILED" : "SUCCEED",
            Operator = "RUN",
            StartTime = began,
            EndTime = began.AddSeconds(ends[^1]),
            Nodes = [.. nodes],
            Verdict = verdict ?? (failed ? DagVerdict.RestoreJobFailed : DagVerdict.Restored),
            Restore = new RestoreOverview
            {
                JobId = 88,
                RestoreTenantName = tenant,
                BackupTenantName = "payments",
                BackupClusterName = "prod-eu",
                RestoreScn = 1795223600000000000,
                Status = failed ? "FAIL" : "SUCCESS",
                StartTimestamp = began.AddSeconds(21).ToString("o"),
                FinishTimestamp = began.AddSeconds(19 + seconds).ToString("o"),
                TotalBytes = 40 * Gigabyte,
                FinishBytes = failed ? 27 * Gigabyte : 40 * Gigabyte,
                TabletCount = 1300,
                FinishTabletCount = failed ? 880 : 1300,
                RestoreOption = $"pool_list={tenant}_zone1_1795223643000&locality=FULL@zone1",
                Comment = failed ? "checksum error, macro block 0x1f3a, backup set 7" : "",
            },
        };
    }

    private static DateTimeOffset At(int number) => Night.AddMinutes(number * 7);

    private static string Id(int number) => "5f0c9e7a41d24b0c8a6f3e9b7d1c2a" + number.ToString("x2", System.Globalization.CultureInfo.InvariantCulture);

    private static DrillCheck[] Checks() =>
    [
        new() { Name = "Agent.Status", Verdict = DrillCheckVerdict.Passed, Seen = "NORMAL", Expected = "NORMAL" },
        new() { Name = "Agent.Restore", Verdict = DrillCheckVerdict.Passed, Seen = "SUCCESS", Expected = "SUCCESS" },
        new() { Name = "Databases", Verdict = DrillCheckVerdict.NotVerified, ReasonId = "NotTold", Seen = "The agent does not list the databases of a tenant without the password of its root. Look with -Query or -Verify." },
        new() { Name = "Verify", Verdict = DrillCheckVerdict.Passed, Seen = "true" },
        new() { Name = "Query", Verdict = DrillCheckVerdict.Passed, Seen = "2026-11-22 00:58:41", Expected = "not older than 30 min" },
    ];

    private static DrillProgressSample[] Samples(double seconds, long bytes, bool stops)
    {
        var samples = new List<DrillProgressSample>();
        double done = 0;
        int count = 90;
        for (int i = 0; i <= count; i++)
        {
            double share = i / (double)count;
            bool still = stops && share is > 0.42 and < 0.55;
            double speed = still || share > 0.86 ? 0 : 1 + (0.35 * Math.Sin(i * 0.7)) + (0.2 * Math.Sin(i * 2.3));
            done += i == 0 ? 0 : speed;
            samples.Add(new DrillProgressSample { Since = TimeSpan.FromSeconds(20 + (share * seconds)), FinishBytes = (long)done, TotalBytes = bytes, Status = "WAIT_TENANT_RESTORE_FINISH" });
        }

        return [.. samples.Select((s, i) => new DrillProgressSample { Since = s.Since, TotalBytes = bytes, Status = s.Status, FinishBytes = (long)(Running(i) / done * bytes) })];

        double Running(int upTo)
        {
            double sum = 0;
            for (int i = 1; i <= upTo; i++)
            {
                double share = i / (double)count;
                bool still = stops && share is > 0.42 and < 0.55;
                sum += still || share > 0.86 ? 0 : 1 + (0.35 * Math.Sin(i * 0.7)) + (0.2 * Math.Sin(i * 2.3));
            }

            return sum;
        }
    }

    private static DrillTrend Trend(double minutes, int gigabytes, bool slower) => new()
    {
        EarlierDrills = 11,
        UsualRecoveryTime = TimeSpan.FromMinutes(minutes),
        UsualBytes = gigabytes * Gigabyte,
        BecameSlower = slower,
        Points =
        [
            .. Enumerable.Range(0, 12).Select(i => new DrillTrendPoint
            {
                StartedAt = Night.AddDays(-7 * (12 - i)), Verdict = i == 4 ? DrillVerdict.Failed : i == 8 ? DrillVerdict.MissedTarget : DrillVerdict.Passed,
                RecoveryTime = i == 4 ? null : TimeSpan.FromMinutes(minutes * (i == 8 ? 1.4 : 0.9 + (0.03 * (i % 5)))), Bytes = gigabytes * Gigabyte,
            }),
        ],
    };
}
