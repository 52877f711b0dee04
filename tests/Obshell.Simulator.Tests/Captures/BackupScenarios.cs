using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;

namespace Obshell.Simulator.Tests;

/// <summary>
/// Replays the recordings of PROTOCOL-BACKUP: one long session with the two tenants shop and ledger, and four short sessions.
/// </summary>
public sealed class BackupScenarios(Dictionary<string, List<string>> differences)
{
    private const string ShopConfig = """{"data_base_uri":"file:///mnt/backup/shop/data","archive_base_uri":"file:///mnt/backup/shop/clog"}""";
    private const string Keys = "&access_id=LABID&access_key=LABKEY";

    private SimulatedCluster _cluster = null!;
    private CaptureReplay _replay = null!;

    public async Task PlayAsync()
    {
        await InAsync(1, LongSessionAsync);
        await InAsync(1, RestoreAsync);
        await InAsync(1, InterruptedAsync);
        await InAsync(2, PairAsync);
    }

    private async Task InAsync(int agents, Func<Task> play)
    {
        await using var cluster = await SimulatedCluster.StartAsync(Options(agents));
        _cluster = cluster;
        _replay = new CaptureReplay(cluster, differences);
        _replay.Client.Password = cluster.RootPassword;
        await play();
    }

    private static SimulatorOptions Options(int agents) => new()
    {
        ManualClock = true,
        AgentCount = agents,
        RootPassword = "Root#123",
        // The cluster starts on the date of the recording, because filters in recorded requests contain dates.
        TimeProvider = ShiftedTime.StartingAt(new DateTimeOffset(2026, 11, 27, 23, 4, 0, TimeSpan.Zero)),
        Fixture = new ClusterFixture
        {
            Zones = [ZoneOf(1), ZoneOf(2), ZoneOf(3)],
            UnitConfigs =
            [
                new UnitConfig { Name = "u1", Id = 1001, MaxCpu = 2, MinCpu = 2, MemorySize = 2L << 30, LogDiskSize = 0, MaxIops = 0, MinIops = 0 },
                new UnitConfig { Name = "sys_unit_config", Id = 1, MaxCpu = 2, MinCpu = 2, MemorySize = 2L << 30, LogDiskSize = 4L << 30 },
                new UnitConfig { Name = "u2c4g", Id = 1011, MaxCpu = 2, MinCpu = 2, MemorySize = 4L << 30, LogDiskSize = 12L << 30, MaxIops = 20000, MinIops = 20000 },
                new UnitConfig { Name = "u1c2g", Id = 1012, MemorySize = 2L << 30, MaxIops = 10000, MinIops = 10000 },
            ],
            Pools =
            [
                PoolOf(1, "sys_pool", "zone1;zone2;zone3", "sys_unit_config", "sys"),
                PoolOf(1101, "shop_zone1_1795000000000", "zone1", "u2c4g", "shop"),
                PoolOf(1102, "shop_zone2_1795000000000", "zone2", "u2c4g", "shop"),
                PoolOf(1103, "shop_zone3_1795000000000", "zone3", "u1c2g", "shop"),
                PoolOf(1104, "ledger_pool", "zone1;zone2;zone3", "u1c2g", "ledger"),
                PoolOf(1105, "spare_pool", "zone1", "u1c2g", null),
            ],
            Tenants = [TenantOf("shop", 1002, "zone1;zone2", "READONLY"), TenantOf("ledger", 1004, "RANDOM", "FULL")],
        },
    };

    private static Zone ZoneOf(int number) => new()
    {
        Name = $"zone{number}",
        Servers = [new Server { SqlPort = 2781 + (number * 100), ServerPort = 2782 + (number * 100) }],
    };

    private static ResourcePool PoolOf(int id, string name, string zones, string unit, string? tenant) =>
        new() { Id = id, Name = name, Zone = zones, UnitConfig = unit, Tenant = tenant };

    private static Tenant TenantOf(string name, int id, string primaryZone, string third) => new()
    {
        Name = name,
        Id = id,
        PrimaryZone = primaryZone,
        Locality = $"FULL{{1}}@zone1, FULL{{1}}@zone2, {third}{{1}}@zone3",
        Charset = "utf8mb4",
        Collation = "utf8mb4_general_ci",
        Whitelist = "%",
        TimeZone = "+08:00",
        LowerCaseTableNames = "1",
    };

    private static BackupBehaviour Lasting(int seconds) => new() { Duration = TimeSpan.FromSeconds(seconds) };

    private void Behave(BackupBehaviour behaviour, string tenant = "shop") => _cluster.TenantBackups.SetBehaviour(tenant, behaviour);

    private Task SendAsync(params string[] names) => _replay.SendAsync([.. names.Select(n => "backup/" + n)]);

    private async Task AfterAsync(int seconds, params string[] names)
    {
        _replay.Advance(seconds);
        await SendAsync(names);
    }

    /// <summary>Sends a request that was not recorded.</summary>
    private async Task SilentlyAsync(string method, string path, string body, int seconds)
    {
        await _replay.Client.SendAsync(method, "/api/v1/" + path, body);
        _replay.Advance(seconds);
    }

    private async Task LongSessionAsync()
    {
        await SendAsync("tenant-three-zones", "tenant-one-pool", "tenants-overview", "resource-pools", "units-config", "storage-unset", "info-none", "overview-none");
        await SendAsync("tasks-none", "log-tasks-none", "cluster-overview-none", "storage-sys", "storage-unknown-tenant", "storage-meta-tenant", "tasks-huge-size");
        await RefusalsAsync();
        await ConfigureAsync();
        await BackUpAsync();
        await ListAsync();
        await CancelAsync();
        await TurnLogAsync();
        await BreakLogAsync();
        await ClusterFormsAsync();
        await ObjectStoresAsync();

        _cluster.SessionUtcOffset = TimeSpan.FromHours(8);
        await SendAsync("backup-zone");
        await AfterAsync(10, "backup-zone-dag-final", "info-zone", "overview-zone", "log-tasks-zone", "tasks-zone");
    }

    private async Task RefusalsAsync()
    {
        foreach (var name in new[] { "nothing", "no-archive", "concurrency", "score", "binding", "piece-short", "piece-long", "piece-format", "policy", "scheme", "lag-long", "lag-s3", "type", "two-faults", "patch-binding", "patch-piece", "sys", "tenant" })
            await SendAsync("config-refused-" + name);
        await SendAsync("cluster-config-refused-nothing", "cluster-config-refused-patch", "cluster-config-refused-scheme", "backup-refused-no-archive-dest", "backup-refused-order");
        await SendAsync("backup-cancel-refused", "log-refused", "backup-cancel-nothing-runs", "log-start-never-opened", "log-tasks-after-start-never-opened", "log-stop-never-opened", "log-suspend-never-opened");
    }

    private async Task ConfigureAsync()
    {
        await SendAsync("config-write-fails", "config-write-fails-dag-1");
        await AfterAsync(2, "config-write-fails-dag-2", "config-write-fails-dag-final", "config-while-failed", "config-write-fails-rollback");
        await AfterAsync(2, "config-write-fails-rollback-dag-final", "config-set", "config-set-dag-1");
        await AfterAsync(2, "config-set-dag-2");
        await AfterAsync(2, "config-set-dag-final", "storage-set", "config-patch-nothing");
        await AfterAsync(4, "config-patch-nothing-dag-final", "config-patch-lag-unchecked");
        await AfterAsync(4, "config-patch-lag-unchecked-dag-final", "config-empty-text");
        await AfterAsync(4, "config-empty-text-dag-final");
        // The end of the last DAG was not recorded. These requests do not wait for it, because backups need no lock.
        await SendAsync("backup-refused-mode", "backup-refused-type");
    }

    private async Task BackUpAsync()
    {
        Behave(Lasting(8));
        await SendAsync("backup-full");
        await AfterAsync(1, "backup-full-dag-1");
        await AfterAsync(1, "backup-full-dag-2");
        await AfterAsync(4, "backup-full-dag-3");
        await AfterAsync(3, "backup-full-dag-4");
        await AfterAsync(2, "overview-running", "tasks-running", "info-running", "log-tasks-running", "cluster-overview-running");
        await AfterAsync(6, "backup-full-dag-final", "overview-done", "tasks-done", "info-done", "log-tasks-done");
        Behave(Lasting(3));
        foreach (var name in new[] { "incremental", "plus-archive", "empty-body" })
        {
            await SendAsync("backup-" + name);
            await AfterAsync(9, $"backup-{name}-dag-final");
        }
        Behave(Lasting(3) with { FailResult = 4184, FailComment = "No space left on device" });
        await SendAsync("backup-fails");
        await AfterAsync(10, "backup-fails-dag-final", "overview-failed", "info-failed");
        Behave(Lasting(3) with { SqlError = "Error 9040 (HY000): backup can not start, because tenant status is not normal.", Next = Lasting(3) });
        await SendAsync("backup-sql-refused");
        await AfterAsync(6, "backup-sql-refused-dag-final", "backup-sql-refused-retry");
        await AfterAsync(7, "backup-sql-refused-retry-dag-final");
        Behave(Lasting(3) with { RowDelay = TimeSpan.FromSeconds(6) });
        await SendAsync("backup-row-late");
        await AfterAsync(8, "backup-row-late-dag-final");
        await AfterAsync(6, "overview-row-late", "tasks-row-late", "overview-row-late-after");
    }

    private Task ListAsync() => SendAsync("tasks-all", "tasks-page-2", "tasks-status", "tasks-sort", "tasks-since", "tasks-bad-time", "tasks-page-beyond");

    private async Task CancelAsync()
    {
        Behave(Lasting(20));
        await SendAsync("backup-to-cancel");
        await AfterAsync(6, "backup-again-while-running");
        await AfterAsync(6, "backup-again-while-running-dag-final", "backup-cancel", "overview-canceling", "backup-cancel-again");
        await AfterAsync(3, "backup-to-cancel-dag-final", "overview-canceled", "tasks-canceled");
        Behave(Lasting(25));
        await SendAsync("backup-dag-cancel");
        await AfterAsync(9, "backup-dag-cancel-operator");
        await AfterAsync(2, "backup-dag-cancel-dag-final", "overview-after-dag-cancel", "backup-dag-cancel-rollback");
        await AfterAsync(9, "backup-dag-cancel-rollback-dag-final", "overview-after-dag-rollback");
        await SilentlyAsync("POST", "task/dag/15", """{"operator":"PASS"}""", 0);
        await SendAsync("config-while-backup");
        await AfterAsync(6, "config-while-backup-dag-final", "tasks-after-config-while-backup");
        await SilentlyAsync("PATCH", "tenant/shop/backup/config", """{"data_base_uri":"file:///mnt/backup/shop/data"}""", 4);
        await SendAsync("config-back-dag-final");
        Behave(Lasting(3));
    }

    private async Task TurnLogAsync()
    {
        foreach (var name in new[] { "suspend", "resume", "stop", "start", "default", "start-again" })
        {
            await SendAsync("log-" + name, $"log-tasks-{name}-at-once", $"info-log-{name}-at-once");
            await AfterAsync(5, "log-tasks-" + name, "info-log-" + name);
        }
        await SendAsync("config-stops-log");
        await AfterAsync(6, "config-stops-log-dag-final", "log-tasks-after-config", "backup-opens-log");
        await AfterAsync(12, "backup-opens-log-dag-final", "log-tasks-after-backup");
        Behave(Lasting(3) with { DestinationError = "Error 9026 (HY000): the backup destination is not valid" });
        await SendAsync("config-dest-refused");
        await AfterAsync(6, "config-dest-refused-dag-final", "config-dest-refused-rollback", "config-dest-refused-again", "config-dest-refused-pass", "config-dest-refused-pass-dag-final");
        Behave(Lasting(3));
    }

    private async Task BreakLogAsync()
    {
        await SilentlyAsync("POST", "tenant/shop/backup", "{}", 12);
        _cluster.TenantBackups.InterruptArchive("shop");
        await SendAsync("log-tasks-interrupted", "info-interrupted", "log-start-interrupted", "log-stop-interrupted", "backup-interrupted");
        await AfterAsync(4, "backup-interrupted-dag-final", "log-suspend-interrupted");
        await AfterAsync(3, "log-resume-interrupted");
        await AfterAsync(3, "log-tasks-resumed-interrupted", "config-delete-policy");
        await AfterAsync(4, "config-delete-policy-dag-final", "parameter-archive-lag-target");
    }

    private async Task ClusterFormsAsync()
    {
        await SendAsync("cluster-backup-refused", "cluster-config-set", "cluster-config-set-dag-1");
        await AfterAsync(2, "cluster-config-set-dag-2");
        await AfterAsync(4, "cluster-config-set-dag-final", "storage-shop-after-cluster-config", "storage-ledger-after-cluster-config");
        await SendAsync("cluster-backup-refused-mode", "cluster-log-refused", "cluster-backup-cancel-refused");
        Behave(Lasting(6));
        Behave(Lasting(6), "ledger");
        await SendAsync("cluster-backup");
        await AfterAsync(10, "cluster-overview-both", "cluster-backup-cancel");
        await AfterAsync(4, "cluster-backup-dag-final", "cluster-overview-done", "cluster-log-suspend");
        await AfterAsync(3, "cluster-log-start");
        await AfterAsync(3, "cluster-log-default");
        await AfterAsync(3, "log-tasks-after-cluster-default", "cluster-log-start-again");
        _cluster.AddTenant(new Tenant { Name = "__recycle_$_1_1795000000", Id = 1006, InRecycleBin = true });
        await SendAsync("cluster-backup-recyclebin", "tenants-overview-recyclebin");
        _cluster.RemoveTenant("__recycle_$_1_1795000000");
        Behave(Lasting(3));
        Behave(Lasting(3), "ledger");
    }

    private async Task ObjectStoresAsync()
    {
        Task ConfigAsync(string data, string? archive = null) => SilentlyAsync("PATCH", "tenant/ledger/backup/config", new JsonObject { ["data_base_uri"] = data, ["archive_base_uri"] = archive }.ToJsonString(), 6);
        await ConfigAsync("s3://lab/ledger/data?host=store.example" + Keys + "&s3_region=lab&addressing_model=path", "s3://lab/ledger/clog?host=store.example" + Keys + "&delete_mode=tagging&checksum_type=md5");
        await SendAsync("storage-s3");
        await ConfigAsync("oss://lab/ledger/data?host=store.example" + Keys + "&delete_mode=delete&force_path_style=true");
        await SendAsync("storage-oss");
        await ConfigAsync("cos://lab/ledger/data?host=store.example" + Keys + "&appid=42");
        await SendAsync("storage-cos");
        foreach (var (name, dag) in new[] { ("no-query", 129), ("cos-no-appid", 130), ("file-query", 131), ("file-relative", 132) })
        {
            await SendAsync("config-" + name);
            await AfterAsync(2, $"config-{name}-dag-final");
            await SilentlyAsync("POST", $"task/dag/{dag}", """{"operator":"ROLLBACK"}""", 3);
        }
        await ConfigAsync("s3://lab/ledger/data?host=store.example" + Keys);
        await ConfigAsync("s3://lab/ledger/data?host=store.example" + Keys);
        await SendAsync("backup-s3");
        await AfterAsync(12, "backup-s3-dag-final", "tasks-s3", "log-tasks-s3", "overview-s3");
        _cluster.TenantBackups.SetDestinations("ledger", dataUri: "azblob://lab/ledger/data");
        await SendAsync("storage-azure");
        _cluster.TenantBackups.SetDestinations("ledger", dataUri: "file:///mnt/backup/ledger/data?zone=zone1");
        await SendAsync("storage-file-query");
        _cluster.TenantBackups.SetDestinations("ledger", dataUri: "file:///mnt/backup/access_key/data");
        await SendAsync("storage-key-in-path");
    }

    private async Task RestoreAsync()
    {
        await SilentlyAsync("POST", "tenant/shop/backup/config", ShopConfig, 6);
        await SilentlyAsync("POST", "tenant/shop/backup", "{}", 14);
        _cluster.SetBehaviour("shop_drill", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(3) });
        await SendAsync("restore-from-tenant");
        await AfterAsync(14, "restore-from-tenant-dag-final");
        _cluster.RemoveUnitConfig("u1c2g");
        await SendAsync("tenant-unit-config-missing");
    }

    private async Task InterruptedAsync()
    {
        _cluster.TenantBackups.SetDestinations("ledger", archiveUri: "file:///mnt/backup/ledger/clog");
        await SendAsync("backup-refused-no-data-dest");
        // Before the next request, the recorded agent had done two configurations, a backup and a restore.
        for (var i = 0; i < 2; i++)
            await SilentlyAsync("POST", "tenant/shop/backup/config", ShopConfig, 6);
        await SilentlyAsync("POST", "tenant/shop/backup", "{}", 14);
        await SilentlyAsync("POST", "tenant/restore", TestClient.RestoreBody("r").ToJsonString(), 20);
        _cluster.TenantBackups.InterruptArchive("shop");
        await SendAsync("config-while-interrupted");
        await AfterAsync(6, "config-while-interrupted-dag-final");
        await SilentlyAsync("PATCH", "tenant/shop/backup/log", """{"status":"doing"}""", 3);
        await SendAsync("log-tasks-after-config-while-interrupted");
    }

    private async Task PairAsync()
    {
        await SendAsync("pair-config");
        await AfterAsync(4, "pair-config-dag-final", "pair-backup");
        await AfterAsync(14, "pair-backup-dag-final");
        await _cluster.Agents[1].StopAsync();
        await SendAsync("pair-agents-status-down", "pair-ob-agents-down", "pair-agent-down");
        await AfterAsync(25, "pair-agent-down-dag-after-25s", "pair-agent-down-unfinish", "pair-agent-down-cancel");
        await AfterAsync(3, "pair-agent-down-cancel-dag-final", "pair-agent-down-rollback");
        await AfterAsync(12, "pair-agent-down-rollback-dag-after-12s");
        await _cluster.Agents[1].StartAsync();
        await AfterAsync(3, "pair-agent-back");
        // This request was recorded with the other agent. Both agents give the same answer.
        await SendAsync("pair-info-other-agent");
    }
}
