using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Secrets;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Drills.Checks;
using Obshell.Recovery.Drills.Query;
using Obshell.Recovery.Tests.Drills.Query;
using Obshell.Recovery.Tests.Waiting;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Recovery.Tests.Drills.Checks;

/// <summary>Checks of a restored tenant with the data that the agent reports.</summary>
[Trait("Promise", "4")]
[Trait("Category", TestCalendar.Category)]
[Trait("Topic", "Drills")]
public sealed class TenantChecksTests
{
    private static readonly string[] Layers = ["Agent.Status", "Agent.Role", "Agent.Restore", "Agent.Tablets", "Agent.Bytes", "Databases"];

    [Fact]
    public async Task Promise_4_a_good_restore_passes_every_check_with_data_from_the_agent()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster, new RestoreBehaviour { TotalBytes = 4096, TabletCount = 7 });
        TenantCheckup checkup = await CheckAsync(cluster, dag);

        Assert.Equal(Layers, checkup.Checks.Select(c => c.Name));
        Assert.Equal(
            ["Passed NORMAL", "Passed PRIMARY, because the agent's node 'Active tenant' succeeded", "Passed SUCCESS", "Passed 7 of 7 tablets", "Passed 4096 of 4096 bytes"],
            checkup.Checks.Take(5).Select(c => c.Verdict + " " + c.Seen));
        Assert.Equal((DrillCheckVerdict.NotVerified, "NotTold"), (checkup.Checks[5].Verdict, checkup.Checks[5].ReasonId));
    }

    [Fact]
    public async Task The_restored_tenant_has_the_address_of_a_server_on_which_it_runs()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        TenantRestoreRequest request = VirtualCluster.Request("rt");
        request.ZoneList = [new ZoneParam("zone2", "s1", 1)];
        request.PrimaryZone = "zone2";
        request.Until = RestorePoint.Parse("2026-11-20T10:00:00Z");
        AgentDag started = (await cluster.Client.Restores.StartAsync(request)).Dag;
        DagDetail dag = Assert.Single((await cluster.WatchAsync(ids: started.Id)).Ends);
        RestoredTenant tenant = (await CheckAsync(cluster, dag)).Tenant;

        // The connection string from the agent contains the address of the server next to the agent, in zone1. The tenant is not in zone1.
        Assert.Equal(("rt", "MYSQL", "127.0.0.2", 2881, "root@rt"), (tenant.Name, tenant.Mode, tenant.Host, tenant.Port, tenant.User));
        Assert.Equal(cluster.Cluster.Tenants.Single(t => t.Name == "rt").Id, tenant.TenantId);
        Assert.Equal(new DateTimeOffset(2026, 11, 20, 10, 0, 0, TimeSpan.Zero), tenant.ReachedPoint);
        Assert.Same(dag, tenant.Dag);
    }

    [Fact]
    public async Task The_checks_send_a_single_read()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster);
        cluster.Cluster.Requests.Clear();
        await CheckAsync(cluster, dag);

        Assert.Equal(["GET /api/v1/tenant/rt"], cluster.Cluster.Requests.All.Select(r => r.Method + " " + r.PathAndQuery));
    }

    [Fact]
    public async Task If_no_job_is_given_the_checks_read_the_job()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster);
        TenantCheckup checkup = await new TenantChecks(cluster.Client).RunAsync(dag, null, CancellationToken.None);

        Assert.All(checkup.Checks.Take(5), c => Assert.Equal(DrillCheckVerdict.Passed, c.Verdict));
    }

    [Fact]
    public async Task Promise_4_the_job_of_another_restore_is_not_used()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster);
        cluster.Cluster.RemoveTenant("rt");
        cluster.Cluster.StartForeignRestore("rt");
        cluster.Cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        RestoreOverview foreign = (await cluster.Client.Restores.ReadJobAsync("rt")).Job!;
        TenantCheckup checkup = await new TenantChecks(cluster.Client).RunAsync(dag, foreign, CancellationToken.None);

        // The list of jobs still contains our job with the id of our tenant. But now another tenant has this name.
        Assert.True(foreign.IsSuccess);
        Assert.Equal((DrillCheckVerdict.NotVerified, "AnotherTenant"), (checkup.Checks[0].Verdict, checkup.Checks[0].ReasonId));
        Assert.Equal(("", 0, dag.Restore!.RestoreTenantId), (checkup.Tenant.Host, checkup.Tenant.Port, checkup.Tenant.TenantId));
    }

    public static TheoryData<string, string, string, string> Faults => new()
    {
        { "gone", "Agent.Status", "Failed", "TenantMissing" },
        { "CREATING", "Agent.Status", "Failed", "TenantNotNormal" },
        { "recycled", "Agent.Status", "Failed", "TenantRecycled" },
        { "no agent", "Agent.Status", "NotVerified", "AgentUnreachable" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Each_state_in_which_a_tenant_cannot_be_used_has_its_own_reason(string course, string layer, string verdict, string reason)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster);
        Tenant tenant = cluster.Cluster.Tenants.Single(t => t.Name == "rt");
        switch (course)
        {
            case "gone":
                cluster.Cluster.RemoveTenant("rt");
                break;
            case "recycled":
                cluster.Cluster.AddTenant(tenant with { InRecycleBin = true });
                break;
            case "no agent":
                await cluster.Cluster.Agents[0].StopAsync();
                break;
            default:
                cluster.Cluster.AddTenant(tenant with { Status = course });
                break;
        }

        TenantCheckup checkup = await CheckAsync(cluster, dag);
        DrillCheck check = checkup.Checks.Single(c => c.Name == layer);
        Assert.Equal((verdict, reason), (check.Verdict.ToString(), check.ReasonId));
        Assert.Equal(Layers, checkup.Checks.Select(c => c.Name));

        // The results of the earlier checks are unchanged.
        Assert.Equal(DrillCheckVerdict.Passed, checkup.Checks.Single(c => c.Name == "Agent.Restore").Verdict);
    }

    public static TheoryData<string, long, long, string, string> Counts => new()
    {
        { "Agent.Tablets", 100, 100, "Passed", "" },
        { "Agent.Tablets", 99, 100, "Failed", "Incomplete" },
        { "Agent.Tablets", 0, 0, "NotVerified", "CountUnknown" },
        { "Agent.Bytes", 5, 6, "Failed", "Incomplete" },
        { "Agent.Bytes", 0, 0, "NotVerified", "CountUnknown" },
        { "Agent.Bytes", -1, 6, "NotVerified", "CountUnknown" },
    };

    [Theory]
    [MemberData(nameof(Counts))]
    public async Task A_job_with_zero_of_zero_bytes_or_tablets_is_not_complete(string layer, long done, long all, string verdict, string reason)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster);
        RestoreOverview real = dag.Restore!;
        var job = new RestoreOverview
        {
            JobId = real.JobId,
            RestoreTenantName = "rt",
            RestoreTenantId = real.RestoreTenantId,
            RestoreOption = real.RestoreOption,
            Status = "SUCCESS",
            FinishTimestamp = real.FinishTimestamp,
            TabletCount = all,
            FinishTabletCount = done,
            TotalBytes = all,
            FinishBytes = done,
        };
        DrillCheck check = (await new TenantChecks(cluster.Client).RunAsync(dag, job, CancellationToken.None)).Checks.Single(c => c.Name == layer);

        Assert.Equal((verdict, reason), (check.Verdict.ToString(), check.ReasonId));
    }

    public static TheoryData<string, string, string, string> Steps => new()
    {
        { "SUCCEED", "RUN", "Passed", "" },
        { "SUCCEED", "RETRY", "Passed", "" },
        { "SUCCEED", "PASS", "NotVerified", "RoleUnknown" },
        { "FAILED", "RUN", "Failed", "NotPrimary" },
        { "PENDING", "RUN", "NotVerified", "RoleUnknown" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public async Task The_node_Active_tenant_of_the_DAG_proves_the_role_unless_the_node_was_skipped(string state, string @operator, string verdict, string reason)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster);
        NodeDetail[] nodes = [.. dag.Nodes.Select((n, i) => i != 3 ? n : new NodeDetail { Name = n.Name, State = state, Operator = @operator, SubTasks = n.SubTasks })];
        DrillCheck check = await RoleAsync(cluster, Like(dag, nodes, "RUN"));
        DrillCheck passed = await RoleAsync(cluster, Like(dag, dag.Nodes, "PASS"));
        DrillCheck unknown = await RoleAsync(cluster, Like(dag, [], "RUN"));

        Assert.Equal((verdict, reason), (check.Verdict.ToString(), check.ReasonId));
        Assert.Equal((DrillCheckVerdict.NotVerified, "RoleUnknown"), (passed.Verdict, passed.ReasonId));
        Assert.Equal((DrillCheckVerdict.NotVerified, "RoleUnknown"), (unknown.Verdict, unknown.ReasonId));
    }

    [Fact]
    public async Task A_failed_job_fails_the_check_and_its_comment_is_shown()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster, new RestoreBehaviour { JobFails = true, FailComment = "physical restore failed, access_key=abc123def" });
        TenantCheckup checkup = await CheckAsync(cluster, dag);
        DrillCheck check = checkup.Checks.Single(c => c.Name == "Agent.Restore");

        Assert.Equal((DrillCheckVerdict.Failed, "RestoreJobFailed", "FAIL: physical restore failed, access_key=***"), (check.Verdict, check.ReasonId, check.Seen));
        Assert.DoesNotContain(checkup.Checks, c => c.Verdict == DrillCheckVerdict.Passed);
    }

    public static TheoryData<string, string[], string, string, string> Listings => new()
    {
        { SqlTenant.Password, ["shop", "stock", "test"], "Passed", "", "2 databases: shop, stock" },
        { SqlTenant.Password, ["shop"], "Passed", "", "1 database: shop" },
        { SqlTenant.Password, ["test"], "NotVerified", "NoOwnDatabases", "The tenant has only the databases that every new tenant has." },
        { "wrong-one", ["shop"], "NotVerified", "MySQL.Error", "Access denied" },
    };

    [Theory]
    [MemberData(nameof(Listings))]
    public async Task Databases_are_listed_with_the_tenants_root_password(string password, string[] databases, string verdict, string reason, string seen)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster, new RestoreBehaviour { Content = new TenantContent { RootPassword = SqlTenant.Password, Databases = databases } });
        cluster.Cluster.Requests.Clear();
        DrillCheck check = await DatabasesAsync(cluster, dag, password);

        Assert.Equal((verdict, reason), (check.Verdict.ToString(), check.ReasonId));
        Assert.Contains(seen, check.Seen, StringComparison.Ordinal);

        // There is only one request, because each request is a login.
        Assert.Single(cluster.Cluster.Requests.All, r => r.PathAndQuery == "/api/v1/tenant/rt/databases");
        Assert.DoesNotContain(password, check.Seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Databases_are_NotVerified_if_the_agent_cannot_list_them()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster, new RestoreBehaviour { Content = new TenantContent { Mode = "ORACLE" } });

        Assert.Equal("OracleMode", (await DatabasesAsync(cluster, dag, "")).ReasonId);

        cluster.Cluster.AddTenant(cluster.Cluster.Tenants.Single(t => t.Name == "rt") with { Mode = "MYSQL" });
        cluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.BadGateway502Html, Times = int.MaxValue, PathPrefix = "/api/v1/tenant/rt/databases" });
        DrillCheck page = await DatabasesAsync(cluster, dag, "");
        Assert.Equal(DrillCheckVerdict.NotVerified, page.Verdict);
        Assert.NotEmpty(page.ReasonId);
    }

    private static async Task<DrillCheck> DatabasesAsync(VirtualCluster cluster, DagDetail dag, string password) =>
        (await new TenantChecks(cluster.Client) { RootPassword = SecretText.Protect(password) }.RunAsync(dag, dag.Restore, CancellationToken.None))
            .Checks.Single(c => c.Name == "Databases");

    [Fact]
    public async Task The_user_of_an_Oracle_tenant_is_SYS()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        DagDetail dag = await RestoredAsync(cluster, new RestoreBehaviour { Content = new TenantContent { Mode = "ORACLE" } });

        Assert.Equal("SYS@rt", (await CheckAsync(cluster, dag)).Tenant.User);
    }

    [Theory]
    [InlineData("obclient -h10.0.0.1 -P2881 -uroot@rt -p", "10.0.0.1", 2881)]
    [InlineData("obclient -h::1 -P3306 -uroot@rt -p", "::1", 3306)]
    [InlineData("obclient -h10.0.0.1,evil -P2881", "", 0)]
    [InlineData("obclient -h/tmp/socket -P2881", "", 0)]
    [InlineData("obclient -h10.0.0.1 -P99999", "", 0)]
    [InlineData("obclient -P2881", "", 0)]
    [InlineData("", "", 0)]
    public void A_connection_string_gives_an_endpoint_or_an_unknown_endpoint(string text, string host, int port) => Assert.Equal(new TenantEndpoint(host, port), TenantEndpoint.Parse(text));

    /// <summary>The steps of a drill from the restore to the answer of a query.</summary>
    [Fact]
    public async Task A_query_is_sent_to_the_restored_tenant_only()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { SqlPort = 0, ManualClock = true, RootPassword = "Root#123" });
        cluster.AddBackup(new Backup
        {
            DataUri = "file:///data/shop",
            Content = new TenantContent { RootPassword = SqlTenant.Password, Databases = ["shop"], Answers = [SqlAnswer.Of(SqlTenant.Query, 17L)] },
        });
        using ObConnection connection = await ObConnection.ConnectAsync(new ConnectOptions { Server = [cluster.Agents[0].Uri.ToString()], Password = SecretText.Protect("Root#123") });
        var client = new ObshellClient(connection);
        AgentDag dag = (await client.Restores.StartAsync(new TenantRestoreRequest
        {
            DataBackupUri = new StorageUri("file:///data/shop"),
            ArchiveLogUri = new StorageUri("file:///data/log"),
            RestoreTenantName = "drill_1",
            ZoneList = [new ZoneParam("zone3", "s1", 1)],
            PrimaryZone = "zone3",
        })).Dag;
        cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        dag = await client.Dags.GetAsync(dag.Id);

        TenantCheckup checkup = await new TenantChecks(client).RunAsync(dag, null, CancellationToken.None);
        DrillCheck check = await new QueryCheck(new TenantQuery { Text = SqlTenant.Query, Expected = 17, Password = SecretText.Protect(SqlTenant.Password), Tls = SqlTls.None }, new SqlEndpoints(["127.0.0.1", "127.0.0.3"], [], isVouchedFor: false))
            .RunAsync(checkup.Tenant, CancellationToken.None);

        Assert.Equal((DrillCheckVerdict.Passed, ""), (check.Verdict, check.ReasonId));
        Assert.Equal("127.0.0.3", checkup.Tenant.Host);
        Assert.All(cluster.TenantStatements.All, s => Assert.Equal("drill_1", s.Tenant));

        // A server without a unit of this tenant refuses the login.
        var elsewhere = new RestoredTenant { Name = "drill_1", Mode = "MYSQL", Host = "127.0.0.1", Port = cluster.Zones[0].Servers[0].SqlPort };
        DrillCheck refused = await new QueryCheck(new TenantQuery { Text = SqlTenant.Query, Password = SecretText.Protect(SqlTenant.Password), Tls = SqlTls.None }, new SqlEndpoints(["127.0.0.1", "127.0.0.3"], [], isVouchedFor: false)).RunAsync(elsewhere, CancellationToken.None);
        Assert.Contains("Tenant not in this server", refused.Seen, StringComparison.Ordinal);
    }

    private static async Task<DagDetail> RestoredAsync(VirtualCluster cluster, RestoreBehaviour? behaviour = null)
    {
        AgentDag dag = await cluster.StartRestoreAsync("rt", behaviour);
        return Assert.Single((await cluster.WatchAsync(ids: dag.Id)).Ends);
    }

    private static Task<TenantCheckup> CheckAsync(VirtualCluster cluster, DagDetail dag) =>
        new TenantChecks(cluster.Client).RunAsync(dag, dag.Restore, CancellationToken.None);

    private static async Task<DrillCheck> RoleAsync(VirtualCluster cluster, AgentDag dag) =>
        (await new TenantChecks(cluster.Client).RunAsync(dag, null, CancellationToken.None)).Checks.Single(c => c.Name == "Agent.Role");

    private static AgentDag Like(AgentDag dag, IReadOnlyList<NodeDetail> nodes, string @operator) =>
        new() { Id = dag.Id, Name = dag.Name, MaintenanceKey = dag.MaintenanceKey, State = dag.State, Operator = @operator, Stage = dag.Stage, MaxStage = dag.MaxStage, Nodes = [.. nodes] };
}
