using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The table of PROTOCOL 4.9 (cancel a restore) and the overview of 4.10.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class CancelRestoreTests : SimulatorTest
{
    private const string Path = "/api/v1/tenant/t1/restore";

    private static readonly RestoreBehaviour _long = new() { Duration = TimeSpan.FromSeconds(10_000) };

    [Fact]
    public async Task If_no_job_DAG_or_tenant_exists_the_answer_is_204_without_a_body()
    {
        var answer = await Client.DeleteAsync(Path);
        Assert.Equal((204, "", "application/json"), (answer.Status, answer.Text, answer.ContentType));
    }

    [Fact]
    public async Task A_tenant_without_a_job_and_a_DAG_is_refused_as_not_in_restore()
    {
        Cluster.AddTenant(new Tenant { Name = "t1" });
        var answer = await Client.DeleteAsync(Path);
        Refused(400, "OB.Restore.NotRecovering", answer);
        Assert.Equal("Tenant 't1' is not in restore state", answer.ErrorMessage);
    }

    [Fact]
    public async Task A_tenant_whose_DAG_is_not_a_restore_is_refused()
    {
        Cluster.AddTenant(new Tenant { Name = "t1" });
        Assert.Equal(200, (await Client.DeleteAsync("/api/v1/tenant/t1")).Status);
        Refused(400, "OB.Restore.Task.NotExist", await Client.DeleteAsync(Path));
    }

    [Fact]
    public async Task Identity_and_sys_are_checked_first()
    {
        Refused(400, "OB.Tenant.SysOperationNotAllowed", await Client.DeleteAsync("/api/v1/tenant/sys/restore"));
        Cluster.Agents[0].Identity = "MASTER";
        Refused(400, "Agent.Identify.NotSupportOperation", await Client.DeleteAsync("/api/v1/tenant/sys/restore"));
    }

    [Fact]
    public async Task A_running_restore_is_cancelled_and_rolled_back_in_the_same_DAG()
    {
        Cluster.SetBehaviour("t1", _long);
        await Client.RestoreAsync("t1");
        Client.Advance(6);
        var before = Cluster.Clock.UtcNow;
        var answer = await Client.DeleteAsync(Path);
        Assert.Equal(("11", "READY", "ROLLBACK"), ((string?)answer.Data!["id"], (string?)answer.Data["state"], (string?)answer.Data["operator"]));
        Assert.Equal(5, answer.Data["nodes"]!.AsArray().Count);
        Assert.Equal(2, (Cluster.Clock.UtcNow - before).TotalSeconds);
        Client.Advance(10);
        Assert.Equal(("SUCCEED", "ROLLBACK", 1), (Dag().State, Dag().Operator, Dag().Stage));
        Assert.Equal(("FAIL", "(CANCELED)"), (Cluster.RestoreJobs.Single().Status, Cluster.RestoreJobs.Single().Comment));
        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "t1");
        Assert.Empty(Cluster.ResourcePools);
        Refused(400, "Task.Dag.Operator.RollbackNotFailedDag", await Client.DeleteAsync(Path));
    }

    [Fact]
    public async Task A_READY_DAG_is_neither_cancelled_nor_rolled_back()
    {
        await Client.RestoreAsync("t1");
        Refused(400, "Task.Dag.Operator.RollbackNotFailedDag", await Client.DeleteAsync(Path));
        Assert.Equal(("READY", "RUN"), (Dag().State, Dag().Operator));
    }

    [Fact]
    public async Task A_failed_restore_without_a_job_is_rolled_back()
    {
        Cluster.SetBehaviour("t1", new RestoreBehaviour { SqlError = "Error 1 (HY000): no" });
        await Client.RestoreAsync("t1");
        Client.Advance(5);
        Assert.Equal("ROLLBACK", (string?)(await Client.DeleteAsync(Path)).Data!["operator"]);
    }

    /// <summary>Trap 10.</summary>
    [Fact]
    public async Task The_rollback_of_a_timed_out_restore_with_a_finished_job_drops_the_tenant()
    {
        Cluster.SetBehaviour("t1", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(3700) });
        await Client.RestoreAsync("t1");
        Client.Advance(4000);
        Assert.Contains(Cluster.Tenants, t => t.Name == "t1");
        Assert.Equal(200, (await Client.DeleteAsync(Path)).Status);
        Client.Advance(10);
        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "t1");
        Assert.Contains("DROP TENANT t1 FORCE", Cluster.Sql.Statements);
    }

    /// <summary>Trap 12.</summary>
    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task In_stages_4_and_5_the_DAG_is_cancelled_and_the_request_is_refused(int stage)
    {
        Cluster.SetBehaviour("t1", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(1), ActivationNeverPrimary = stage == 4, UpgradeNeverFinishes = stage == 5 });
        await Client.RestoreAsync("t1");
        Client.Advance(stage * 2 + 3);
        Assert.Equal((stage, "RUNNING"), (Dag().Stage, Dag().State));
        var answer = await Client.DeleteAsync(Path);
        Refused(400, "Task.Dag.Operator.RollbackNotAllowed", answer);
        Assert.Equal((true, stage == 4 ? "Failed to set DAG rollback: node Active tenant cannot rollback" : "Failed to set DAG rollback: node Upgrade tenant cannot rollback"), (answer.HasData, answer.ErrorMessage));
        Assert.Equal(("FAILED", "CANCEL"), (Dag().State, Dag().Operator));
        Assert.Contains(Cluster.Tenants, t => t.Name == "t1" && t.Role == (stage == 4 ? "STANDBY" : "PRIMARY"));
        Cluster.SetBehaviour("t1", new RestoreBehaviour());
        Assert.Equal(200, (await Client.OperateAsync("11", "RETRY")).Status);
        Client.Advance(10);
        Assert.Equal(("SUCCEED", "RUN"), (Dag().State, Dag().Operator));
    }

    [Fact]
    public async Task A_job_without_a_DAG_gets_a_cancel_DAG()
    {
        Cluster.SetBehaviour("t1", _long);
        Cluster.StartForeignRestore("t1");
        var answer = await Client.DeleteAsync(Path);
        Assert.Equal(("Cancel restore t1", 2, "READY"), ((string?)answer.Data!["name"], (int)answer.Data["max_stage"]!, (string?)answer.Data["state"]));
        Client.Advance(10);
        Assert.Equal(["Cancel restore", "Drop resource pool"], Dag().Nodes.Select(n => n.Name));
        Assert.Equal("SUCCEED", Dag().State);
        Assert.False(Cluster.RestoreJobs.Single().IsRunning);
    }

    [Fact]
    public async Task A_running_job_whose_DAG_succeeded_gets_a_cancel_DAG()
    {
        Cluster.SetBehaviour("t1", _long);
        await Client.RestoreAsync("t1");
        Client.Advance(3700);
        await Client.OperateAsync("11", "PASS");
        Assert.Equal(("SUCCEED", "PASS"), (Dag().State, Dag().Operator));
        Assert.Equal("Cancel restore t1", (string?)(await Client.DeleteAsync(Path)).Data!["name"]);
    }

    [Fact]
    public async Task A_running_job_whose_DAG_failed_is_cancelled_by_the_rollback_of_the_DAG()
    {
        Cluster.SetBehaviour("t1", _long);
        await Client.RestoreAsync("t1");
        Client.Advance(3700);
        Assert.Equal("FAILED", Dag().State);
        Assert.Equal("11", (string?)(await Client.DeleteAsync(Path)).Data!["id"]);
        Client.Advance(10);
        Assert.Equal("(CANCELED)", Cluster.RestoreJobs.Single().Comment);
    }

    [Fact]
    public async Task A_failed_cancel_DAG_still_locks_the_tenant()
    {
        Cluster.SetBehaviour("t1", _long);
        Cluster.StartForeignRestore("t1");
        await Client.DeleteAsync(Path);
        Cluster.SetBehaviour("t1", new RestoreBehaviour { Duration = TimeSpan.Zero, JobFails = true });
        Client.Advance(5);
        Assert.Equal("FAILED", Dag().State);
        Refused(500, "OB.Tenant.UnderMaintenance", await Client.RestoreAsync("t1"));
    }

    [Fact]
    public async Task On_a_scaled_clock_the_request_waits_for_the_ticks()
    {
        await ReplaceAsync(new SimulatorOptions { TimeScale = 1000, DefaultBehaviour = _long });
        await Client.RestoreAsync("t1");
        for (var i = 0; i < 10_000 && Dag().Stage < 3; i++)
            await Client.DagAsync();
        Assert.Equal("ROLLBACK", (string?)(await Client.DeleteAsync(Path)).Data!["operator"]);
    }

    [Fact]
    public async Task The_overview_depends_on_the_job_and_not_on_the_DAG()
    {
        const string overview = Path + "/overview";
        Cluster.SetBehaviour("t1", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(100), CreateTenantDuration = TimeSpan.FromSeconds(20), TotalBytes = 1L << 40, LogShare = 0 });
        await Client.RestoreAsync("t1");
        // Trap 31: the row of the job does not exist yet.
        Client.Advance(15);
        Refused(400, "OB.Tenant.NotExist", await Client.GetAsync(overview));
        Assert.Equal("CREATE_TENANT", Cluster.RestoreJobs.Single().Status);
        Client.Advance(38);
        var running = (JsonObject)(await Client.GetAsync(overview)).Data!;
        Assert.Equal(("WAIT_TENANT_RESTORE_FINISH", "", "50.00%", 1L << 39), ((string?)running["status"], (string?)running["finish_timestamp"], (string?)running["restore_progress"], (long)running["finish_bytes"]!));
        Assert.Equal("512.00GB", (string?)running["finish_bytes_display"]);
        await Client.OperateAsync("11", "CANCEL");
        Client.Advance(100);
        var done = (JsonObject)(await Client.GetAsync(overview)).Data!;
        Assert.Equal(("SUCCESS", ""), ((string?)done["status"], (string?)done["comment"]));
        Assert.NotEqual("", (string?)done["finish_timestamp"]);
        Assert.Equal("FAILED", Dag().State);
    }

    [Fact]
    public async Task A_job_restores_the_data_and_then_replays_logs()
    {
        const long point = 1_700_000_000_000_000_000;
        Cluster.SetBehaviour("t1", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(100), TotalBytes = 1000, LogShare = 0.5 });
        var body = TestClient.RestoreBody("t1");
        body["scn"] = point;
        await Client.PostAsync("/api/v1/tenant/restore", body);
        Client.Advance(27);
        var early = await JobAsync();
        Client.Advance(50);
        var late = await JobAsync();
        Client.Advance(15);
        var later = await JobAsync();
        Client.Advance(40);
        var done = await JobAsync();

        Assert.Equal((0, "", ""), ((long)early["recover_scn"]!, (string?)early["recover_scn_display"], (string?)early["recover_progress"]));
        Assert.InRange((long)early["finish_bytes"]!, 1, 999);
        Assert.All([late, later], j => Assert.Equal((1000, "100.00%", "WAIT_TENANT_RESTORE_FINISH", ""), ((long)j["finish_bytes"]!, (string?)j["restore_progress"], (string?)j["status"], (string?)j["finish_timestamp"])));
        Assert.InRange((long)late["recover_scn"]!, point - 3_600_000_000_000 + 1, (long)later["recover_scn"]! - 1);
        Assert.InRange((long)later["recover_scn"]!, 1, point - 1);
        Assert.Matches("^[1-9][0-9]?\\.[0-9]{2}%$", (string?)late["recover_progress"]);
        Assert.NotEqual("", (string?)late["recover_scn_display"]);
        Assert.Equal(("SUCCESS", 0, ""), ((string?)done["status"], (long)done["recover_scn"]!, (string?)done["recover_progress"]));

        async Task<JsonObject> JobAsync() => (JsonObject)(await Client.GetAsync(Path + "/overview")).Data!;
    }

    [Fact]
    public async Task The_overview_of_a_tenant_without_a_job_is_404()
    {
        Cluster.AddTenant(new Tenant { Name = "t1" });
        Refused(404, "Common.NotFound", await Client.GetAsync(Path + "/overview"));
        Refused(400, "OB.Tenant.SysOperationNotAllowed", await Client.GetAsync("/api/v1/tenant/sys/restore/overview"));
    }

    [Fact]
    public async Task Tasks_are_filtered_and_not_paged()
    {
        Cluster.SetBehaviour("fail", new RestoreBehaviour { JobFails = true });
        Cluster.SetBehaviour("run", _long);
        foreach (var tenant in new[] { "run", "fail", "good" })
        {
            await Client.RestoreAsync(tenant);
            Client.Advance(30);
        }
        async Task<string> Names(string query) => string.Join(',', (await Client.GetAsync("/api/v1/restore/tasks" + query)).Contents.Select(j => (string?)j!["restore_tenant_name"]));
        Assert.Equal("run,good,fail", await Names(""));
        Assert.Equal("run,good,fail", await Names("?page=2&size=1"));
        Assert.Equal("good,fail", await Names("?status=success,FAIL"));
        var at = Cluster.RestoreJobs.Single(j => j.TenantName == "fail").StartedAt;
        Assert.Equal("good,fail", await Names("?start_time=" + Uri.EscapeDataString(at.ToOffset(TimeSpan.FromHours(8)).ToString("O"))));
        Assert.Equal("run,fail", await Names("?end_time=" + Uri.EscapeDataString(at.ToString("O"))));
        // Go reads an unencoded + as a space.
        Refused(400, "Common.BindJsonFailed", await Client.GetAsync("/api/v1/restore/tasks?start_time=2026-11-20T10:00:00+08:00"));
        var page = (await Client.GetAsync("/api/v1/restore/tasks?page=2&size=2")).Data!["page"]!;
        Assert.Equal((3, 2, 2, 2), ((int)page["total_elements"]!, (int)page["total_pages"]!, (int)page["size"]!, (int)page["number"]!));
    }

    [Fact]
    public async Task Tasks_show_URIs_without_secrets()
    {
        var body = TestClient.RestoreBody("t1");
        body["data_backup_uri"] = "oss://b/k?host=h&access_id=AK&access_key=SK&delete_mode=delete";
        await Client.PostAsync("/api/v1/tenant/restore", body);
        Client.Advance(5);
        var answer = await Client.GetAsync("/api/v1/restore/tasks");
        Assert.Equal("oss://b/k?host=h&delete_mode=delete", (string?)answer.Contents[0]!["backup_data_uri"]);
        Assert.DoesNotContain("SK", answer.Text, StringComparison.Ordinal);
    }
}
