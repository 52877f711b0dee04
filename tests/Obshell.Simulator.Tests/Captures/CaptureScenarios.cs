using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>Replays the recordings in their order, each against a simulator in the same state as the recorded agent.</summary>
public sealed class CaptureScenarios : IAsyncLifetime
{
    /// <summary>The differences by capture. A capture without an entry was not replayed.</summary>
    public Dictionary<string, List<string>> Differences { get; } = [];

    /// <summary>The captures that are not compared, with the reason.</summary>
    public static IReadOnlyDictionary<string, string> LeftOut { get; } = new Dictionary<string, string>
    {
        ["cluster/join"] = "bootstrap: the simulator's cluster exists from the start (join-self of folder single is compared)",
        ["cluster/obcluster-config"] = "bootstrap",
        ["cluster/init"] = "bootstrap",
        ["cluster/init-dag"] = "bootstrap",
        ["single/follower-join"] = "joining of a second agent, at another address (127.0.0.2), is not simulated",
        ["single/follower-join-dag"] = "same",
        ["single/follower-agents-status"] = "same",
        ["backup/tasks-zone-since-now"] = "the stand-in kept the times of older rows as text; with a real session all are shifted",
        ["backup/restore-from-tenant-detail"] = "the stand-in knew nothing of a restored tenant's character set and whitelist",
    };

    public static TheoryData<string> Compared => [.. Capture.All.Where(c => !LeftOut.ContainsKey(c))];

    public Task DisposeAsync() => Task.CompletedTask;

    public async Task InitializeAsync()
    {
        await ClusterAsync();
        await ClusterPasswordAsync();
        await ClusterPassword2Async();
        await SingleAsync();
        await new BackupScenarios(Differences).PlayAsync();
    }

    private static ClusterFixture OneZone => ClusterFixture.Single() with { UnitConfigs = [] };

    private static SimulatorOptions Options(string password = "", string identity = "CLUSTER AGENT") => new()
    {
        ManualClock = true,
        Fixture = OneZone,
        RootPassword = password,
        Identity = identity,
        ObVersion = identity == "SINGLE" ? "4.3.5.1-101000042025031818" : "4.3.5.1",
    };

    private static RestoreBehaviour Lasting(int seconds) => new() { Duration = TimeSpan.FromSeconds(seconds) };

    private async Task ClusterAsync()
    {
        await using var cluster = await SimulatedCluster.StartAsync(Options());
        var replay = new CaptureReplay(cluster, Differences);
        await replay.SendAsync("cluster/info", "cluster/restore-noheader", "cluster/restore-garbage", "cluster/restore-wrongpwd", "cluster/restore-expired");
        await replay.SendAsync("cluster/restore-sys", "cluster/restore-badzone", "cluster/restore-nounit", "cluster/unit", "cluster/dag-404", "cluster/overview-404");
        await replay.SendAsync("cluster/cancel-none", "cluster/tasks");

        // t1: the restore worked, but the upgrade failed at first. The simulated database did not yet have the table in which the agent
        // watches the upgrade.
        cluster.SetBehaviour("t1", Lasting(6) with { UpgradeError = "Error 1146 (42S02): Table 'oceanbase.dba_ob_cluster_event_history' doesn't exist" });
        await replay.SendAsync("cluster/restore", "cluster/restore-again");
        replay.Advance(3);
        await replay.SendAsync("cluster/restore-dag-1");
        replay.Advance(2);
        await replay.SendAsync("cluster/restore-dag-2");
        replay.Advance(3);
        await replay.SendAsync("cluster/restore-dag-3", "cluster/restore-overview-running", "cluster/tasks-running");
        replay.Advance(12);
        await replay.SendAsync("cluster/restore-dag-final", "cluster/restore-overview-done", "cluster/tasks-done");
        cluster.SetBehaviour("t1", new RestoreBehaviour());
        await replay.SendAsync("cluster/dag-retry");
        replay.Advance(5);
        await replay.SendAsync("cluster/restore-dag-retried", "cluster/dag-retry-done", "cluster/dag-cancel-done", "cluster/dag-op-unknown", "cluster/restore-exists", "cluster/cancel-after");

        // t2: OceanBase refused the statement.
        cluster.SetBehaviour("t2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        await replay.SendAsync("cluster/restore-oberr");
        replay.Advance(7);
        await replay.SendAsync("cluster/restore-oberr-dag", "cluster/restore-oberr-rollback");
        replay.Advance(6);
        await replay.SendAsync("cluster/restore-oberr-dag-rolledback");

        // t3: a slow restore that was cancelled while it ran.
        cluster.SetBehaviour("t3", Lasting(600));
        await replay.SendAsync("cluster/restore-slow");
        replay.Advance(7);
        await replay.SendAsync("cluster/restore-slow-dag", "cluster/restore-cancel");
        replay.Advance(2);
        await replay.SendAsync("cluster/restore-cancel-dag1");
        replay.Advance(8);
        await replay.SendAsync("cluster/restore-cancel-dag2", "cluster/tasks-cancelled");

        // t4: OceanBase's job fails.
        cluster.SetBehaviour("t4", new RestoreBehaviour { JobFails = true });
        await replay.SendAsync("cluster/restore-obfail");
        replay.Advance(16);
        await replay.SendAsync("cluster/restore-obfail-dag", "cluster/restore-obfail-overview", "cluster/restore-obfail-cancel");
        await replay.SendAsync("cluster/dags-ob", "cluster/unfinish", "cluster/restore-windows", "cluster/source-info", "cluster/subtasklogs", "cluster/login", "cluster/backup", "cluster/tenants", "cluster/dag-lang");
    }

    private async Task ClusterPasswordAsync()
    {
        await using var cluster = await SimulatedCluster.StartAsync(Options("Root-123"));
        cluster.AddUnitConfig(new UnitConfig { Name = "u1" });
        cluster.SetBehaviour("t1", Lasting(7));
        var replay = new CaptureReplay(cluster, Differences);
        await replay.SendAsync("cluster-password/restore-nopwd", "cluster-password/restore-badts", "cluster-password/restore-tsandscn", "cluster-password/restore");
        foreach (var (name, seconds) in new[] { ("1", 3), ("2", 2), ("3", 3), ("4", 3), ("5", 3), ("6", 3), ("7", 3), ("8", 3), ("final", 2) })
        {
            replay.Advance(seconds);
            await replay.SendAsync("cluster-password/restore-dag-" + name);
        }
        await replay.SendAsync("cluster-password/login", "cluster-password/status", "cluster-password/info");
        await cluster.Agents[0].RestartAsync();
        await replay.SendAsync("cluster-password/restore-dag-after-restart", "cluster-password/restore-tz");
    }

    /// <summary>
    /// The recordings of this folder use two passwords, one after the other. This method replays the part with the second password, in a
    /// new cluster.
    /// </summary>
    private async Task ClusterPassword2Async()
    {
        await using var cluster = await SimulatedCluster.StartAsync(Options("Root#123"));
        var replay = new CaptureReplay(cluster, Differences);
        foreach (var name in new[] { "pools", "systz", "sysinfo", "tenants", "limit", "agents", "topo", "unf", "tasks" })
            await replay.SendAsync("cluster-password/" + name);
    }

    private async Task SingleAsync()
    {
        await using var cluster = await SimulatedCluster.StartAsync(Options(identity: "SINGLE"));
        var replay = new CaptureReplay(cluster, Differences);
        async Task Send(params string[] names) => await replay.SendAsync([.. names.Select(n => "single/" + n)]);
        await Send("status", "info", "secret", "time", "notfound", "restore-unauth", "restore-garbage-header", "dag-nonexistent-noheader", "dag-nonexistent");
        await Send("dag-nonexistent-generic", "dag-badid", "restore-single", "restore-rawbody", "restore-wrong-uri", "maintain-agent", "unfinish");
        await Send("restore-single-validbody", "join-self-missingfield", "join-self");
        replay.Advance(1);
        await Send("join-self-dag-poll1");
        replay.Advance(1);
        await Send("join-self-dag-poll6", "status-master", "info-master", "restore-master-validbody", "dag-nonexistent-cluster", "dag-nonexistent-zh");
        await Send("join-again", "dag-operator-bad", "agents-status", "ob-agents", "ob-info", "dags-agent", "dags-ob", "restore-tasks", "backup-overview", "tenants", "login");
    }
}
