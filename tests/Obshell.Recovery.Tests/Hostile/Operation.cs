using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Naming;
using Obshell.Client.Restores;
using Obshell.Client.Tests.Captures;
using Obshell.Client.Tests.Hostile;
using Obshell.Client.Tests.Time;
using Obshell.Client.Units;
using Obshell.Recovery.Attaching;
using Obshell.Recovery.Preflight;
using Obshell.Recovery.Tests.Waiting;
using Obshell.Recovery.Verdicts;
using Obshell.Recovery.Waiting;
using Xunit;

namespace Obshell.Recovery.Tests.Hostile;

/// <summary>All operations that read an answer of an agent. Together they use all decoding code.</summary>
internal static class Operation
{
    private static readonly AgentDag Finished = Capture.Load("cluster-password/restore-dag-final.json").Dag();
    private static readonly AgentDag Running = Capture.Load("cluster/restore-dag-2.json").Dag();

    public static IReadOnlyList<(string Name, Func<ObConnection, Task<object?>> Run)> All { get; } =
    [
        ("dag", async c => Judged(await new ObshellClient(c).Dags.GetAsync("11"))),
        ("dags", async c => await new ObshellClient(c).Dags.ListAsync(detailed: true)),
        ("dags of the agent", async c => await new ObshellClient(c).Dags.ListAsync(DagScope.Agent, unfinished: true)),
        ("newest maintenance", async c => await new ObshellClient(c).Dags.NewestMaintenanceDagIdAsync(default)),
        ("overview", async c => await JudgedJobAsync(c)),
        ("jobs", async c => await new ObshellClient(c).Restores.ReadJobsAsync()),
        ("restore", async c => await new ObshellClient(c).Restores.ReadRestoreAsync("t1", default)),
        ("log", async c => await new ObshellClient(c).DagLogs.ReadAsync(Finished)),
        ("log of a read DAG", async c => await LogOfReadAsync(c)),
        ("agents", async c => await new ObshellClient(c).Agents.ReadAsync()),
        ("tenants", async c => await new ObshellClient(c).Tenants.ListAsync()),
        ("tenant", async c => await new ObshellClient(c).Tenants.GetAsync("t1")),
        ("remove tenant", async c => await new ObshellClient(c).Tenants.RemoveAsync("t1")),
        ("zones", async c => await new ObshellClient(c).Topology.ReadZonesAsync()),
        ("units", async c => await new ObshellClient(c).Units.ListAsync()),
        ("unit", async c => await new ObshellClient(c).Units.GetAsync("s1")),
        ("unit limit", async c => await LimitAsync(c)),
        ("create unit", async c => await NothingAsync(new ObshellClient(c).Units.CreateAsync(Spec))),
        ("remove unit", async c => await NothingAsync(new ObshellClient(c).Units.RemoveAsync("s1"))),
        ("windows", async c => await WindowsAsync(c)),
        ("source", async c => await new ObshellClient(c).Backups.ReadSourceAsync(Request().DataBackupUri, Request().ArchiveLogUri)),
        ("preflight", async c => await new PreflightRun(new ObshellClient(c)).TestAsync(Request(), null, default)),
        ("start", async c => await new ObshellClient(c).Restores.StartAsync(Request())),
        ("start or attach", async c => await new RestoreAttaching(new ObshellClient(c)).StartAsync(Request(), null, default)),
        ("cancel restore", async c => await new ObshellClient(c).Restores.CancelAsync("t1", Running, default)),
        ("retry", async c => await new ObshellClient(c).Dags.OperateAsync(Finished, DagOperation.Retry)),
        ("rollback", async c => await new ObshellClient(c).Dags.OperateAsync(Finished, DagOperation.Rollback)),
        ("names of zones", async c => await new NameApi(c).ReadZonesAsync(default)),
        ("names of units", async c => await new NameApi(c).ReadUnitConfigsAsync(default)),
        ("names of tenants", async c => await new NameApi(c).ReadTenantsAsync(default)),
        ("names of DAGs", async c => await new NameApi(c).ReadDagsAsync(default)),
        ("free GET", async c => await new ObshellClient(c).Raw.InvokeAsync("GET", "/api/v1/x?y=1")),
        ("free POST", async c => await new ObshellClient(c).Raw.InvokeAsync("POST", "/api/v1/x", "{\"a\":1}")),
        ("watch", async c => await WatchAsync(c, "11")),
        ("watch two", async c => await WatchAsync(c, "11", "12")),
    ];

    private static UnitConfigSpec Spec => new() { Name = "s1", MemorySize = "4G", MaxCpu = 1 };

    private static TenantRestoreRequest Request()
    {
        TenantRestoreRequest request = VirtualCluster.Request("t1");
        request.Until = RestorePoint.Parse("2026-11-21T12:00:00Z");
        return request;
    }

    private static AgentDag Judged(AgentDag dag)
    {
        Judge(dag, Capture.Load("cluster/restore-overview-done.json").Overview());
        Assert.All(dag.LogLines(), l => Assert.DoesNotContain(HostileJson.Canary, l, StringComparison.Ordinal));
        return dag;
    }

    private static async Task<object?> JudgedJobAsync(ObConnection connection)
    {
        RestoreOverview? job = (await new ObshellClient(connection).Restores.ReadJobAsync("t1")).Job;
        if (job is not null)
        {
            Judge(Finished, job);
            Judge(Running, job);
            _ = RestoreComparison.Of(Request(), Finished, job, connection.Redactor).Differences;
            PublicSurface.Touch(new TenantRestore("t1", Running, job));
        }

        return job;
    }

    private static void Judge(AgentDag dag, RestoreOverview job)
    {
        foreach (JobKnowledge knowledge in Enum.GetValues<JobKnowledge>())
        {
            _ = VerdictRules.Judge(dag, new JobEvidence(knowledge, knowledge == JobKnowledge.Found ? job : null));
        }

        _ = VerdictRules.NeedsJob(dag) | VerdictRules.HingesOnJob(dag) | JobMatch.Holds(dag, job);
    }

    private static async Task<object?> LogOfReadAsync(ObConnection connection)
    {
        var client = new ObshellClient(connection);
        return await client.DagLogs.ReadAsync(await client.Dags.GetAsync("11"));
    }

    private static async Task<object?> LimitAsync(ObConnection connection)
    {
        UnitConfigLimit limit = await new ObshellClient(connection).Units.GetLimitAsync();
        _ = UnitConfigChecker.Check(Spec, limit);
        return limit;
    }

    private static async Task<object?> WindowsAsync(ObConnection connection)
    {
        RestoreWindow[] windows = await new ObshellClient(connection).Backups.ReadWindowsAsync(Request().DataBackupUri, Request().ArchiveLogUri);
        _ = windows.Count(w => w.Contains(RestorePoint.Parse("2026-11-21T12:00:00Z")) == true);
        return windows;
    }

    private static async Task<object?> WatchAsync(ObConnection connection, params string[] ids)
    {
        var record = new WatchRecord();
        var watch = new DagWatch(new ObshellClient(connection), new WaitOptions { Random = new Random(1), Timeout = TimeSpan.FromSeconds(30), ReadProgress = true, ResumeOutlived = true }, record);
        foreach (string id in ids)
        {
            watch.Add(id);
        }

        watch.CompleteAdding();
        await watch.RunAsync(CancellationToken.None);
        return record;
    }

    private static async Task<object?> NothingAsync(Task work)
    {
        await work;
        return null;
    }
}
