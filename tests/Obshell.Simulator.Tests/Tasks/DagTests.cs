using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The states, operators and timeouts of PROTOCOL 4.8 and 5.4 to 5.6.</summary>
public sealed class DagTests : SimulatorTest
{
    private static readonly string[] _operators = ["RETRY", "ROLLBACK", "PASS", "CANCEL"];

    private static RestoreBehaviour Lasting(double seconds) => new() { Duration = TimeSpan.FromSeconds(seconds) };

    private (string State, string Operator, int Stage) Now => (Dag().State, Dag().Operator, Dag().Stage);

    private async Task StartAsync(RestoreBehaviour behaviour, double advance = 0)
    {
        Cluster.SetBehaviour("t1", behaviour);
        Assert.Equal(200, (await Client.RestoreAsync("t1")).Status);
        Client.Advance(advance);
    }

    private async Task DoAsync(string operation)
    {
        var answer = await Client.OperateAsync("11", operation);
        Assert.True(answer.Status == 200, answer.ToString());
        Assert.False(answer.HasData);
    }

    [Fact]
    public async Task Each_node_takes_two_ticks()
    {
        await StartAsync(Lasting(1));
        (string, int)[] expected =
        [
            ("READY", 1), ("RUNNING", 1), ("RUNNING", 2), ("RUNNING", 2), ("RUNNING", 3), ("RUNNING", 3),
            ("RUNNING", 4), ("RUNNING", 4), ("RUNNING", 5), ("RUNNING", 5), ("SUCCEED", 5),
        ];
        foreach (var step in expected)
        {
            Assert.Equal(step, (Dag().State, Dag().Stage));
            Client.Advance(1);
        }
    }

    [Fact]
    public async Task One_long_step_of_the_clock_gives_the_same_result_as_many_short_steps()
    {
        await StartAsync(Lasting(7));
        Client.Advance(60);
        var once = (await Client.DagAsync()).ToJsonString();
        var first = Cluster.Clock.StartedAt;
        await ReplaceAsync(Options);
        await StartAsync(Lasting(7));
        for (var i = 0; i < 120; i++)
            Client.Advance(0.5);
        var shift = Cluster.Clock.StartedAt - first;
        var many = await Client.DagAsync();
        Assert.NotEqual(TimeSpan.Zero, shift);
        string Durations(JsonNode dag) => string.Join(',', dag["nodes"]!.AsArray().Select(n => Math.Round((Time(n!["end_time"]) - Time(n["start_time"])).TotalSeconds)));
        Assert.Equal(Durations(JsonNode.Parse(once)!), Durations(many));
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
    }

    private static DateTimeOffset Time(JsonNode? node) => DateTimeOffset.Parse((string)node!, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task A_job_longer_than_3600_seconds_fails_stage_3_and_OceanBase_continues()
    {
        await StartAsync(Lasting(5000), 3604);
        Assert.Equal(("RUNNING", "RUN", 3), Now);
        Client.Advance(1);
        Assert.Equal(("FAILED", "RUN", 3), Now);
        Assert.Equal(["Wait for restore task finish", "sub task timeout", "ERROR: [Common.Unexpected]: Unexpected error: task 3 timeout"], Dag().Nodes[2].Logs);
        Assert.True(Cluster.RestoreJobs.Single().IsRunning);
        Assert.Equal("WAIT_TENANT_RESTORE_FINISH", (string?)(await Client.GetAsync("/api/v1/tenant/t1/restore/overview")).Data!["status"]);

        // RETRY waits again. It first rolls back stage 3, which does nothing.
        await DoAsync("RETRY");
        Client.Advance(3000);
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
        Assert.Equal(3, Dag().Nodes[2].ExecuteTimes);
        Assert.Equal("SUCCESS", Cluster.RestoreJobs.Single().Status);
        Assert.DoesNotContain(Cluster.Sql.Statements, s => s.Contains("CANCEL", StringComparison.Ordinal) || s.Contains("DROP", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "wait for tenant 't1' to be created")]
    [InlineData(4, "wait for tenant 't1' to be primary role")]
    [InlineData(5, "wait for upgrade tenant 't1'")]
    public async Task Stages_2_4_and_5_fail_after_600_seconds(int stage, string what)
    {
        await StartAsync(new RestoreBehaviour { Duration = TimeSpan.FromSeconds(1), MetaTenantNeverNormal = stage == 2, ActivationNeverPrimary = stage == 4, UpgradeNeverFinishes = stage == 5 });
        var began = stage * 2 - 1;
        Client.Advance(began + 599);
        Assert.Equal(("RUNNING", "RUN", stage), Now);
        Client.Advance(1);
        Assert.Equal(("FAILED", "RUN", stage), Now);
        Assert.Equal($"ERROR: [OB.Cluster.AsyncOperationTimeout]: {what} timeout", Dag().Nodes[stage - 1].Logs[^1]);
    }

    [Fact]
    public async Task A_missing_row_after_the_statement_fails_the_sub_task()
    {
        await StartAsync(new RestoreBehaviour { RowMissingAfterSql = true }, 5);
        Assert.Equal(("FAILED", "RUN", 2), Now);
        Assert.StartsWith("ERROR: [Common.Unexpected]: ", Dag().Nodes[1].Logs[^1], StringComparison.Ordinal);
        Assert.Contains(Cluster.Tenants, t => t.Name == "t1");
    }

    [Fact]
    public async Task A_failed_job_appears_as_a_failed_activation_and_the_overview_has_the_reason()
    {
        await StartAsync(new RestoreBehaviour { JobFails = true, FailedTenantRemains = true, FailComment = "because" }, 20);
        Assert.Equal(("FAILED", "RUN", 4), Now);
        Assert.Equal("Restore task has finished successfully", Dag().Nodes[2].Logs[^1]);
        var overview = (await Client.GetAsync("/api/v1/tenant/t1/restore/overview")).Data!;
        Assert.Equal(("FAIL", "because"), ((string?)overview["status"], (string?)overview["comment"]));
        Refused(400, "Task.Dag.Operator.RollbackNotAllowed", await Client.OperateAsync("11", "ROLLBACK"));
    }

    [Fact]
    public async Task After_a_refused_activation_and_a_RETRY_the_node_has_three_executions()
    {
        await StartAsync(new RestoreBehaviour { ActivationError = "Error 1 (HY000): no" }, 20);
        Assert.Equal(("FAILED", "RUN", 4), Now);
        Cluster.SetBehaviour("t1", new RestoreBehaviour());
        await DoAsync("retry");
        var ready = await Client.DagAsync();
        Assert.Equal(("READY", "RUN", "0001-01-01T00:00:00Z"), ((string?)ready["state"], (string?)ready["operator"], (string?)ready["start_time"]));
        Assert.Equal("RETRY", (string?)ready["nodes"]![3]!["operator"]);
        Client.Advance(10);
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
        Assert.Equal(("RETRY", "RUN", 3), (Dag().Nodes[3].Operator, Dag().Nodes[3].SubTaskOperator, Dag().Nodes[3].ExecuteTimes));
    }

    /// <summary>Traps 10 and 11.</summary>
    [Fact]
    public async Task A_rollback_after_the_end_of_the_job_drops_the_restored_tenant()
    {
        await StartAsync(Lasting(4000), 3700);
        Assert.Equal(("FAILED", "RUN", 3), Now);
        Client.Advance(400);
        Assert.Contains(Cluster.Tenants, t => t.Name == "t1" && t.Status == "NORMAL");
        await DoAsync("ROLLBACK");
        Client.Advance(10);
        Assert.Equal(("SUCCEED", "ROLLBACK", 1), Now);
        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "t1");
        Assert.Empty(Cluster.ResourcePools);
        Assert.Equal(["ALTER SYSTEM CANCEL RESTORE `t1`", "DROP TENANT t1 FORCE", $"DROP RESOURCE POOL `t1_zone1_{Cluster.Clock.StartedAt.ToUnixTimeMilliseconds()}`"], Cluster.Sql.Statements.TakeLast(3));
    }

    [Fact]
    public async Task A_RETRY_of_stage_2_starts_with_a_rollback_that_drops_the_tenant()
    {
        await StartAsync(new RestoreBehaviour { Duration = TimeSpan.FromSeconds(100), MetaTenantNeverNormal = true }, 610);
        Assert.Equal(("FAILED", "RUN", 2), Now);
        Cluster.SetBehaviour("t1", Lasting(3));
        await DoAsync("RETRY");
        Client.Advance(20);
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
        Assert.Contains("DROP TENANT t1 FORCE", Cluster.Sql.Statements);
        Assert.Equal(2, Cluster.RestoreJobs.Count);
        Assert.Equal(3, Dag().Nodes[1].ExecuteTimes);
    }

    [Fact]
    public async Task CANCEL_stops_only_the_DAG_and_not_the_restore_job()
    {
        await StartAsync(Lasting(100), 6);
        await DoAsync("cancel");
        Assert.Equal(("READY", "CANCEL", 3), Now);
        Client.Advance(2);
        Assert.Equal(("FAILED", "CANCEL", 3), Now);
        // Both published SDKs search for a node with state FAILED and operator CANCEL.
        Assert.Equal(("FAILED", "CANCEL"), (Dag().Nodes[2].State, Dag().Nodes[2].Operator));
        Assert.Equal("sub task cancelled", Dag().Nodes[2].Logs[^1]);
        Assert.True(Cluster.RestoreJobs.Single().IsRunning);
        Client.Advance(100);
        Assert.Equal("SUCCESS", Cluster.RestoreJobs.Single().Status);
        Assert.Contains(Cluster.Tenants, t => t.Name == "t1");
        await DoAsync("RETRY");
        Client.Advance(10);
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
    }

    [Fact]
    public async Task After_CANCEL_of_a_READY_DAG_nothing_was_executed()
    {
        await StartAsync(Lasting(100));
        await DoAsync("CANCEL");
        Client.Advance(1);
        Assert.Equal(("FAILED", "CANCEL", 1), Now);
        Assert.Empty(Cluster.Sql.Statements);
        await DoAsync("ROLLBACK");
        Client.Advance(3);
        Assert.Equal(("SUCCEED", "ROLLBACK", 1), Now);
        Assert.Equal(0, Dag().Nodes[0].ExecuteTimes);
    }

    [Fact]
    public async Task PASS_of_a_DAG_marks_all_nodes_as_succeeded_and_executes_nothing()
    {
        await StartAsync(new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" }, 5);
        Assert.Equal(("FAILED", "RUN", 2), Now);
        await DoAsync("PASS");
        Assert.Equal(("SUCCEED", "PASS", 5), Now);
        Assert.All(Dag().Nodes.Skip(1), n => Assert.Equal(("SUCCEED", "PASS"), (n.State, n.Operator)));
        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "t1");
    }

    [Fact]
    public async Task PASS_of_a_node_continues_with_the_next_stage()
    {
        await StartAsync(new RestoreBehaviour { ActivationError = "Error 1 (HY000): no" }, 20);
        var answer = await Client.PostAsync("/api/v1/task/node/14", """{"operator":"pass"}""");
        Assert.Equal(200, answer.Status);
        Client.Advance(10);
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
        Assert.Equal(("PASS", "RUN"), (Dag().Nodes[3].Operator, Dag().Nodes[4].Operator));
    }

    [Theory]
    [InlineData("RETRY", "Task.Dag.Operator.RetryNotFailedDag", "Failed to set DAG retry: DAG state is not failed")]
    [InlineData("ROLLBACK", "Task.Dag.Operator.RollbackNotFailedDag", "Failed to set DAG rollback: DAG state is not failed")]
    [InlineData("PASS", "Task.Dag.Operator.PassNotFailedDag", "Failed to pass DAG: DAG is not failed")]
    public async Task Operators_for_a_DAG_that_has_not_failed_are_refused(string operation, string errCode, string message)
    {
        await StartAsync(Lasting(3));
        for (var i = 0; i < 16; i++)
        {
            var answer = await Client.OperateAsync("11", operation);
            Refused(400, errCode, answer);
            Assert.Equal((message, false), (answer.ErrorMessage, answer.HasData));
            Client.Advance(1);
        }
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
    }

    [Fact]
    public async Task CANCEL_of_a_finished_DAG_is_refused()
    {
        await StartAsync(new RestoreBehaviour { SqlError = "Error 1 (HY000): no" }, 10);
        Refused(400, "Task.Dag.Operator.CancelFinishedDag", await Client.OperateAsync("11", "CANCEL"));
        await DoAsync("ROLLBACK");
        Client.Advance(10);
        Refused(400, "Task.Dag.Operator.CancelFinishedDag", await Client.OperateAsync("11", "CANCEL"));
    }

    [Fact]
    public async Task A_node_operator_is_checked_in_a_fixed_order()
    {
        await StartAsync(new RestoreBehaviour { SqlError = "Error 1 (HY000): no" });
        Task<TestAnswer> Pass(string node, string operation = "PASS") => Client.PostAsync("/api/v1/task/node/" + node, new JsonObject { ["operator"] = operation });
        Refused(404, "Task.NotFound", await Pass("199"));
        Refused(400, "Task.Node.Operator.NotSupport", await Pass("12", "RETRY"));
        Refused(400, "Task.Node.Operator.PassNotFailedDag", await Pass("12"));
        Client.Advance(10);
        Refused(400, "Task.Node.Operator.PassNotFailedNode", await Pass("11"));
        Assert.Equal(200, (await Pass("12")).Status);
    }

    [Fact]
    public async Task Unknown_and_missing_operators_are_refused()
    {
        await StartAsync(Lasting(3));
        var unknown = await Client.OperateAsync("11", "skip");
        Refused(400, "Task.Dag.Operator.NotSupport", unknown);
        Assert.Equal("Operator skip is not supported", unknown.ErrorMessage);
        Refused(400, "Common.BindJsonFailed", await Client.PostAsync("/api/v1/task/dag/11", "{}"));
        foreach (var operation in _operators)
            Refused(404, "Task.NotFound", await Client.OperateAsync("199", operation));
    }

    [Fact]
    public async Task A_failed_DAG_has_no_lock_and_expires_when_a_newer_DAG_starts()
    {
        await StartAsync(new RestoreBehaviour { SqlError = "Error 1 (HY000): no" }, 5);
        Assert.Equal(200, (await Client.RestoreAsync("t1")).Status);
        Refused(500, "OB.Tenant.UnderMaintenance", await Client.OperateAsync("11", "RETRY"));
        Refused(500, "OB.Tenant.UnderMaintenance", await Client.OperateAsync("11", "ROLLBACK"));
        Client.Advance(5);
        Assert.Equal("FAILED", Dag(1).State);
        Refused(500, "Task.Expired", await Client.OperateAsync("11", "RETRY"));
        Assert.Equal(200, (await Client.OperateAsync("12", "ROLLBACK")).Status);
    }

    [Fact]
    public async Task A_tenant_can_be_restored_again_after_a_rollback()
    {
        await StartAsync(new RestoreBehaviour { SqlError = "Error 1 (HY000): no" }, 5);
        await DoAsync("ROLLBACK");
        Refused(500, "OB.Tenant.UnderMaintenance", await Client.RestoreAsync("t1"));
        Client.Advance(10);
        Assert.Equal(("SUCCEED", "ROLLBACK", 1), Now);
        Cluster.SetBehaviour("t1", new RestoreBehaviour());
        Assert.Equal("12", (string?)(await Client.RestoreAsync("t1")).Data!["id"]);
        Client.Advance(30);
        Assert.Equal("SUCCEED", Dag(1).State);
    }

    [Fact]
    public async Task Different_tenants_are_restored_at_the_same_time()
    {
        for (var i = 1; i <= 5; i++)
            Assert.Equal($"1{i}", (string?)(await Client.RestoreAsync($"t{i}")).Data!["id"]);
        Client.Advance(30);
        Assert.All(Cluster.Dags, d => Assert.Equal("SUCCEED", d.State));
        Assert.Equal(6, Cluster.Tenants.Count);
    }

    [Fact]
    public async Task A_DAG_uses_a_running_job_of_the_tenant_and_accepts_an_existing_tenant_as_restored()
    {
        await Client.RestoreAsync("t1");
        Cluster.SetBehaviour("t1", Lasting(10));
        Cluster.StartForeignRestore("t1");
        Client.Advance(30);
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
        Assert.Single(Cluster.RestoreJobs);

        await Client.RestoreAsync("t2");
        Cluster.AddTenant(new Tenant { Name = "t2" });
        Client.Advance(30);
        Assert.Contains("already exists", Dag(1).Nodes[1].Logs[^1], StringComparison.Ordinal);
        Assert.Equal("SUCCEED", Dag(1).State);
    }

    [Fact]
    public async Task The_pre_check_compares_the_restore_point_with_the_window_of_ob_admin()
    {
        var end = new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
        Cluster.AddBackup(new Backup { DataUri = "file:///b/data", ArchiveUri = "file:///b/clog", Windows = [new RestoreWindow(end.AddDays(-1), end)] });
        Cluster.Agents[0].ObAdminPresent = true;
        async Task<DagView> Try(string tenant, Action<JsonObject> point)
        {
            var body = TestClient.RestoreBody(tenant);
            body["data_backup_uri"] = "file:///b/data";
            body["archive_log_uri"] = "file:///b/clog";
            point(body);
            await Client.PostAsync("/api/v1/tenant/restore", body);
            Client.Advance(2);
            return Cluster.Dags[^1];
        }
        var scn = end.ToUnixTimeSeconds() * 1_000_000_000;
        Assert.Equal("RUNNING", (await Try("a", b => b["scn"] = scn)).State);
        var late = await Try("b", b => b["scn"] = scn + 1);
        Assert.Equal("FAILED", late.State);
        Assert.Equal([$"Check restore time '{scn + 1}'", $"ERROR: [OB.Restore.TimeNotValid]: check restore time: Restore time '{scn + 1}' is not valid"], late.Nodes[0].Logs);
        Assert.Equal("RUNNING", (await Try("c", b => b["timestamp"] = "2026-11-20T20:00:00+08:00")).State);
        Assert.Equal("FAILED", (await Try("d", b => b["timestamp"] = "2026-11-20T20:00:01+08:00")).State);
        Assert.Equal("RUNNING", (await Try("e", _ => { })).State);
    }

    [Theory]
    [InlineData("zzz", 400, "Invalid ID: zzz: invalid generic id")]
    [InlineData("1", 400, "Invalid ID: 1: invalid generic id")]
    [InlineData("911", 400, "Invalid ID: 911: invalid generic id")]
    [InlineData("22130706433", 400, "Invalid ID: 22130706433: invalid generic id")]
    [InlineData("1999", 404, "Task not found: record not found")]
    [InlineData("20167772161028861", 404, "Task not found: record not found")]
    public async Task Invalid_and_unknown_ids_are_refused(string id, int status, string message)
    {
        var answer = await Client.GetAsync("/api/v1/task/dag/" + id);
        Assert.Equal((status, message), (answer.Status, answer.ErrorMessage));
    }

    [Theory]
    [InlineData("false", false)]
    [InlineData("F", false)]
    [InlineData("0", false)]
    [InlineData("true", true)]
    [InlineData("1", true)]
    public async Task Details_can_be_left_out(string value, bool details)
    {
        await StartAsync(Lasting(3), 2);
        var dag = (JsonObject)(await Client.GetAsync("/api/v1/task/dag/11?show_details=" + value)).Data!;
        Assert.Equal((details, details), (dag["nodes"] is not null, dag["additional_data"] is not null));
        Assert.True(dag.ContainsKey("nodes") && dag.ContainsKey("additional_data"));
    }

    [Theory]
    [InlineData("/api/v1/task/dag/11?show_details=no")]
    [InlineData("/api/v1/task/dag/11?show_details=")]
    [InlineData("/api/v1/task/dags/ob?show_details=yes")]
    [InlineData("/api/v1/task/dag/unfinish?show_details=2")]
    [InlineData("/api/v1/task/node/11?show_details=false")]
    public async Task A_value_of_show_details_that_is_not_a_boolean_causes_a_panic(string path)
    {
        await StartAsync(Lasting(3));
        var answer = await Client.GetAsync(path);
        Panicked(answer, Cluster);
        Assert.Equal("application/json", answer.ContentType);
    }

    [Fact]
    public async Task Nodes_sub_tasks_and_logs_can_be_read_separately()
    {
        await StartAsync(Lasting(3), 5);
        await Client.RestoreAsync("t2");
        var node = (JsonObject)(await Client.GetAsync("/api/v1/task/node/12")).Data!;
        Assert.Equal(("Start restore", 2), ((string?)node["name"], (int)node["node_id"]!));
        var sub = (JsonObject)(await Client.GetAsync("/api/v1/task/sub_task/12")).Data!;
        Assert.Equal(("Start restore", 5), ((string?)sub["name"], sub["task_logs"]!.AsArray().Count));
        Assert.Equal("Pre restore check", (string?)(await Client.GetAsync("/api/v1/task/node/16")).Data!["name"]);
        Assert.Equal([2, 3, 4, 5, 6], (await Client.GetAsync("/api/v1/task/sub_task/12/logs")).Contents.Select(l => (int)l!["id"]!));
        Refused(404, "Task.NotFound", await Client.GetAsync("/api/v1/task/sub_task/199/logs"));
    }

    [Fact]
    public async Task Each_list_contains_the_right_DAGs()
    {
        Assert.Null((await Client.GetAsync("/api/v1/task/dag/ob/unfinish")).Data!["contents"]);
        Refused(404, "Task.NotFound", await Client.GetAsync("/api/v1/task/dag/maintain/ob"));
        Cluster.SetBehaviour("bad", new RestoreBehaviour { SqlError = "Error 1 (HY000): no" });
        foreach (var tenant in new[] { "good", "bad", "last" })
        {
            await Client.RestoreAsync(tenant);
            Client.Advance(tenant == "last" ? 1 : 30);
        }
        async Task<string> Ids(string path) => string.Join(',', (await Client.GetAsync(path)).Contents.Select(d => (string?)d!["id"]));
        Assert.Equal("11,12,13", await Ids("/api/v1/task/dags/ob"));
        Assert.Equal("12,13", await Ids("/api/v1/task/dag/ob/unfinish"));
        Assert.Equal("12,13", await Ids("/api/v1/task/dag/unfinish?show_details=false"));
        Assert.Equal("13", (string?)(await Client.GetAsync("/api/v1/task/dag/maintain/ob")).Data!["id"]);
        Assert.Equal("", await Ids("/api/v1/task/dags/agent"));
    }

    [Fact]
    public async Task The_times_of_a_DAG_are_as_documented()
    {
        await StartAsync(Lasting(3));
        var later = await Client.DagAsync();
        Assert.Equal((string?)later["start_time"], (string?)later["end_time"]);
        Assert.StartsWith("20", (string?)later["start_time"], StringComparison.Ordinal);
        Client.Advance(1);
        var running = await Client.DagAsync();
        Assert.True(Time(running["start_time"]) > Time(running["end_time"]));
        Client.Advance(30);
        var done = await Client.DagAsync();
        Assert.Equal(9, Math.Round((Time(done["end_time"]) - Time(done["start_time"])).TotalSeconds));
        Assert.Matches(@"\.\d{1,6}Z$", (string)done["end_time"]!);
    }

    [Fact]
    public async Task On_a_scaled_clock_a_restore_finishes_by_itself()
    {
        await ReplaceAsync(new SimulatorOptions { TimeScale = 100_000 });
        await Client.RestoreAsync("t1");
        // The loop needs no sleep, because a virtual second takes only microseconds.
        for (var i = 0; i < 10_000 && Dag().State != "SUCCEED"; i++)
            await Client.GetAsync("/api/v1/task/dag/11?show_details=false");
        Assert.Equal(("SUCCEED", "RUN", 5), Now);
    }
}
