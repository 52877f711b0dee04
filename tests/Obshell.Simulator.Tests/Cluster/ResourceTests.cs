using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>PROTOCOL 6: unit configs, pools, tenants and topology.</summary>
public sealed class ResourceTests : SimulatorTest
{
    [Fact]
    public async Task The_default_cluster_is_as_documented()
    {
        Assert.Equal(["zone1", "zone2", "zone3"], Cluster.Zones.Select(z => z.Name));
        Assert.Equal(["s1", "unit1", "u1"], Cluster.UnitConfigs.Select(u => u.Name));
        Assert.Equal(["sys"], Cluster.Tenants.Select(t => t.Name));
        Assert.Equal(3, (await Client.GetAsync("/api/v1/units/config")).Contents.Count);
    }

    [Fact]
    public async Task Unit_configs_are_created_read_and_removed()
    {
        Assert.False((await Client.PostAsync("/api/v1/unit/config", """{"name":"x","memory_size":"4G","max_cpu":1.5,"log_disk_size":"12GB"}""")).HasData);
        var config = (JsonObject)(await Client.GetAsync("/api/v1/unit/config/x")).Data!;
        Assert.Equal((4L << 30, 12L << 30, 1.5, 1.5), ((long)config["memory_size"]!, (long)config["log_disk_size"]!, (double)config["max_cpu"]!, (double)config["min_cpu"]!));
        Refused(400, "OB.Resource.UnitConfig.Existed", await Client.PostAsync("/api/v1/unit/config", """{"name":"x","memory_size":"4G","max_cpu":1}"""));
        for (var i = 0; i < 2; i++)
            Assert.Equal(200, (await Client.DeleteAsync("/api/v1/unit/config/x")).Status);
        Refused(400, "OB.Resource.UnitConfig.NotExist", await Client.GetAsync("/api/v1/unit/config/x"));
    }

    [Theory]
    [InlineData("""{"name":"x","memory_size":"04G","max_cpu":1}""", "Common.IllegalArgument")]
    [InlineData("""{"name":"x","memory_size":"4 G","max_cpu":1}""", "Common.IllegalArgument")]
    [InlineData("""{"name":"x","memory_size":"4G","max_cpu":0}""", "Common.BindJsonFailed")]
    [InlineData("""{"name":"x","memory_size":4,"max_cpu":1}""", "Common.BindJsonFailed")]
    public async Task Bad_unit_configs_are_refused(string body, string errCode) => Refused(400, errCode, await Client.PostAsync("/api/v1/unit/config", body));

    [Fact]
    public async Task Pools_of_a_restored_tenant_are_listed_and_cannot_be_removed()
    {
        await Client.RestoreAsync("t1", "zone1", "zone2");
        Client.Advance(20);
        var pools = (await Client.GetAsync("/api/v1/resource-pools")).Contents;
        Assert.Equal(["zone1;zone2;zone3", "zone1", "zone2"], pools.Select(p => (string?)p!["zone_list"]));
        Assert.Equal("sys_pool", (string?)pools[0]!["name"]);
        Assert.All(pools.Skip(1), p => Assert.Equal((1002, 0), ((int)p!["tenant_id"]!, (int)p["UnitCount"]!)));
        Refused(400, "OB.Resource.Pool.Granted", await Client.DeleteAsync("/api/v1/resource-pool/" + pools[1]!["name"]));
        Refused(400, "OB.Resource.Pool.Granted", await Client.DeleteAsync("/api/v1/resource-pool/sys_pool"));
        Cluster.AddResourcePool(new ResourcePool { Name = "free", Zone = "zone1", UnitConfig = "u1" });
        for (var i = 0; i < 2; i++)
            Assert.Equal(200, (await Client.DeleteAsync("/api/v1/resource-pool/free")).Status);
        Assert.DoesNotContain(Cluster.ResourcePools, p => p.Name == "free");
    }

    [Fact]
    public async Task A_restored_tenant_uses_cpu_and_memory_of_its_zone()
    {
        async Task<(double Cpu, long Memory)> Assigned(int zone)
        {
            var stats = (await Client.GetAsync("/api/v1/obcluster/info")).Data!["zones"]![zone]!["servers"]![0]!["stats"]!;
            return ((double)stats["cpu_core_assigned"]!, (long)stats["memory_in_bytes_assigned"]!);
        }
        var before = (await Assigned(0), await Assigned(1));
        await Client.RestoreAsync("t1");
        Client.Advance(20);
        Assert.Equal((before.Item1.Cpu + 2, before.Item1.Memory + (2L << 30)), await Assigned(0));
        Assert.Equal(before.Item2, await Assigned(1));
    }

    [Fact]
    public async Task The_topology_has_regions_and_servers()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, Fixture = ClusterFixture.TwoRegions(), AgentCount = 3 });
        var zones = (await Client.GetAsync("/api/v1/obcluster/topology/info")).Data!["zones"]!.AsArray();
        Assert.Equal(["east", "east", "west"], zones.Select(z => (string?)z!["region_name"]));
        Assert.Equal(Cluster.Agents.Select(a => a.Uri.Port), zones.Select(z => (int)z!["servers"]![0]!["obshell_port"]!));
        var info = (await Client.GetAsync("/api/v1/ob/info")).Data!;
        Assert.Equal(3, info["agent_info"]!.AsArray().Count);
        Assert.Equal("YES", (string?)info["obcluster_info"]!["topology"]!["zone1"]![0]!["with_rootserver"]);
    }

    [Fact]
    public async Task Cluster_info_contains_only_a_status_if_OceanBase_is_down()
    {
        Cluster.Agents[0].ObState = 0;
        var info = (await Client.GetAsync("/api/v1/obcluster/info")).Data!;
        Assert.Equal("NOT RUNNING", (string?)info["status"]);
        Assert.Null(info["zones"]);
        Refused(500, "OB.Server.Process.NotExist", await Client.GetAsync("/api/v1/task/dag/11"));
    }

    [Fact]
    public async Task A_tenant_is_dropped_with_its_pools()
    {
        await Client.RestoreAsync("t1");
        Client.Advance(20);
        var dag = (await Client.DeleteAsync("/api/v1/tenant/t1")).Data!;
        Assert.Equal(("Drop tenant t1", 2, 3), ((string?)dag["name"], (int)dag["max_stage"]!, (int)dag["maintenance_type"]!));
        Client.Advance(10);
        Assert.Equal("SUCCEED", Dag(1).State);
        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "t1");
        Assert.Empty(Cluster.ResourcePools);
        var absent = await Client.DeleteAsync("/api/v1/tenant/t1");
        Assert.Equal((204, ""), (absent.Status, absent.Text));
    }

    [Fact]
    public async Task A_dropped_tenant_can_be_kept_in_the_recycle_bin()
    {
        Cluster.AddTenant(new Tenant { Name = "t1" });
        var dag = (await Client.DeleteAsync("/api/v1/tenant/t1", """{"need_recycle":true}""")).Data!;
        Assert.Equal(1, (int)dag["max_stage"]!);
        Client.Advance(5);
        Assert.Equal("YES", (string?)(await Client.GetAsync("/api/v1/tenant/t1")).Data!["in_recyclebin"]);
    }

    [Fact]
    public async Task The_sys_tenant_and_a_locked_tenant_cannot_be_dropped()
    {
        Refused(400, "OB.Tenant.SysOperationNotAllowed", await Client.DeleteAsync("/api/v1/tenant/sys"));
        Cluster.SetBehaviour("t1", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(100) });
        await Client.RestoreAsync("t1");
        Client.Advance(5);
        Refused(500, "OB.Tenant.UnderMaintenance", await Client.DeleteAsync("/api/v1/tenant/t1"));
    }

    [Fact]
    public async Task Tenants_are_filtered_by_mode_and_names_can_have_special_characters()
    {
        Cluster.AddTenant(new Tenant { Name = "ora-1+~", Mode = "ORACLE", Variables = new System.Collections.Generic.Dictionary<string, string> { ["time_zone"] = "+08:00" } });
        Assert.Equal(["ora-1+~"], (await Client.GetAsync("/api/v1/tenants/overview?mode=ORACLE")).Contents.Select(t => (string?)t!["tenant_name"]));
        Assert.Equal("ORACLE", (string?)(await Client.GetAsync("/api/v1/tenant/ora-1%2B~")).Data!["mode"]);
        Assert.Equal("+08:00", (string?)(await Client.GetAsync("/api/v1/tenant/ora-1%2B~/variable/time_zone")).Data!["value"]);
        Refused(400, "OB.Tenant.NotExist", await Client.GetAsync("/api/v1/tenant/none/variable/time_zone"));
    }

    [Fact]
    public async Task A_unit_config_in_use_is_not_removed()
    {
        await Client.RestoreAsync("t1");
        Client.Advance(20);
        var used = Cluster.ResourcePools[0].UnitConfig;
        var refusal = await Client.DeleteAsync("/api/v1/unit/config/" + used);
        Refused(400, "MySQL.Error", refusal);
        Assert.Contains($"resource unit '{used}' is referenced by some resource pool", refusal.Text, StringComparison.Ordinal);
        Assert.Contains(Cluster.UnitConfigs, u => u.Name == used);
        await Client.DeleteAsync("/api/v1/tenant/t1");
        Client.Advance(10);
        Assert.Equal(200, (await Client.DeleteAsync("/api/v1/unit/config/" + used)).Status);
    }

    [Theory]
    [InlineData("1M", 1)]
    [InlineData("1023M", 1)]
    [InlineData("1G", 0.5)]
    public async Task A_unit_config_below_the_limit_is_refused(string memory, double cpu)
    {
        Assert.Equal("""{"min_memory":1,"min_cpu":1}""", (await Client.GetAsync("/api/v1/obcluster/unit-config-limit")).Data!.ToJsonString());
        Refused(400, "Common.IllegalArgument", await Client.PostAsync("/api/v1/unit/config", FormattableString.Invariant($$"""{"name":"x","memory_size":"{{memory}}","max_cpu":{{cpu}}}""")));
        Assert.DoesNotContain(Cluster.UnitConfigs, u => u.Name == "x");
    }

    [Fact]
    public async Task The_sys_tenant_has_a_charset_a_time_zone_and_a_pool()
    {
        var sys = (await Client.GetAsync("/api/v1/tenant/sys")).Data!;
        Assert.Equal(("utf8mb4", "+08:00"), ((string?)sys["charset"], (string?)sys["time_zone"]));
        Assert.Equal(("sys_pool", "sys_unit_config"), ((string?)sys["pools"]![0]!["pool_name"], (string?)sys["pools"]![0]!["unit_config"]!["name"]));
        Assert.Equal("+08:00", (string?)(await Client.GetAsync("/api/v1/tenant/sys/variable/time_zone")).Data!["value"]);
    }

    [Fact]
    public async Task A_cancelled_job_still_shows_its_progress()
    {
        Cluster.SetBehaviour("t1", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(1000) });
        await Client.RestoreAsync("t1");
        Client.Advance(20);
        await Client.DeleteAsync("/api/v1/tenant/t1/restore");
        Client.Advance(20);
        var job = Assert.Single((await Client.GetAsync("/api/v1/restore/tasks")).Contents)!;
        Assert.Equal(("FAIL", "(CANCELED)"), ((string?)job["status"], (string?)job["comment"]));
        Assert.InRange((long)job["finish_bytes"]!, 1, (long)job["total_bytes"]! / 10);
        Assert.InRange((long)job["finish_tablet_count"]!, 0, 10);
    }

    [Fact]
    public async Task The_answer_about_the_unit_config_limit_leaves_out_zero_values()
    {
        await ReplaceAsync(new SimulatorOptions { Fixture = ClusterFixture.Single() with { MinUnitMemoryGb = 1.5, MinUnitCpu = 0 } });
        Assert.Equal("""{"min_memory":1.5}""", (await Client.GetAsync("/api/v1/obcluster/unit-config-limit")).Data!.ToJsonString());
    }
}
