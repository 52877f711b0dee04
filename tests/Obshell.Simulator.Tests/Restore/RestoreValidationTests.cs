using System;
using System.Globalization;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>Every rule of PROTOCOL 4.3. Most requests break two rules, so the order of the checks is tested too.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class RestoreValidationTests : SimulatorTest
{
    private static JsonObject Zone(string name, string unit = "u1", int num = 1, string type = "FULL") =>
        new() { ["name"] = name, ["replica_type"] = type, ["unit_config_name"] = unit, ["unit_num"] = num };

    private async Task<TestAnswer> TryAsync(Action<JsonObject> spoil, params JsonObject[] zones)
    {
        var body = TestClient.RestoreBody("t1");
        if (zones.Length > 0)
            body["zone_list"] = new JsonArray([.. zones]);
        spoil(body);
        var answer = await Client.PostAsync("/api/v1/tenant/restore", body);
        if (answer.Status != 200)
            Assert.Empty(Cluster.Dags);
        return answer;
    }

    private static void Nothing(JsonObject body)
    {
    }

    private static void Fault(string errCode, string message, bool nullData, TestAnswer answer)
    {
        Refused(400, errCode, answer);
        Assert.Equal(message, answer.ErrorMessage);
        Assert.Equal(nullData, answer.HasData);
        if (nullData)
            Assert.Null(answer.Data);
    }

    [Fact]
    public async Task JSON_binding_is_checked_before_the_identity()
    {
        Cluster.Agents[0].Identity = "MASTER";
        Refused(400, "Common.BindJsonFailed", await TryAsync(b => b.Remove("zone_list")));
    }

    [Fact]
    public async Task Rule_1_an_agent_with_another_identity_refuses_the_request()
    {
        Cluster.Agents[0].Identity = "SCALING OUT";
        var answer = await TryAsync(b => b["restore_tenant_name"] = "sys");
        Fault("Agent.Identify.NotSupportOperation", $"'127.0.0.1:{Cluster.Agents[0].Uri.Port}' is 'SCALING OUT', instead of 'CLUSTER AGENT', does not support this operation", false, answer);
    }

    [Fact]
    public async Task Rule_2_the_sys_tenant_is_refused_before_OceanBase_is_checked()
    {
        Cluster.Agents[0].ObState = 0;
        Fault("OB.Tenant.SysOperationNotAllowed", "System tenant is not allowed to perform this operation", false, await TryAsync(b => b["restore_tenant_name"] = "sys"));
        Refused(500, "OB.Server.Process.NotExist", await TryAsync(b => b["restore_tenant_name"] = "SYS"));
    }

    [Theory]
    [InlineData(0, "OB.Server.Process.NotExist")]
    [InlineData(1, "Agent.OceanBase.Useless")]
    [InlineData(2, "Agent.OceanBase.Useless")]
    public async Task Rule_3_the_request_is_refused_if_OceanBase_is_down(int state, string errCode)
    {
        Cluster.Agents[0].ObState = state;
        Cluster.AddTenant(new Tenant { Name = "t1" });
        Refused(500, errCode, await TryAsync(Nothing));
    }

    [Fact]
    public async Task Rule_4_an_existing_tenant_is_refused()
    {
        Cluster.AddTenant(new Tenant { Name = "t1" });
        Fault("OB.Tenant.Existed", "Tenant t1 already exists", false, await TryAsync(b => b["zone_list"] = new JsonArray()));
    }

    [Fact]
    public async Task Rule_5_an_empty_zone_list_is_refused()
    {
        Fault("OB.Tenant.ZoneList.Empty", "Zone list is empty.", true, await TryAsync(b =>
        {
            b["zone_list"] = new JsonArray();
            b["scn"] = 1;
            b["timestamp"] = "2026-11-20T10:00:00Z";
        }));
    }

    [Fact]
    public async Task Rule_6_timestamp_and_scn_cannot_both_be_set()
    {
        Fault("Common.IllegalArgument", "The input parameter 'timestamp or scn' is illegal: cannot be set at the same time", true, await TryAsync(b =>
        {
            b["scn"] = 1;
            b["timestamp"] = "2026-11-20T10:00:00Z";
            b["ha_high_thread_score"] = 101;
        }));
    }

    [Fact]
    public async Task Rule_6_an_scn_of_zero_counts_as_not_given() => Assert.Equal(200, (await TryAsync(b =>
    {
        b["scn"] = 0;
        b["timestamp"] = "2026-11-20T10:00:00Z";
    })).Status);

    [Theory]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task Rule_7_a_score_outside_0_to_100_is_refused(int score) =>
        Fault("Common.IllegalArgument", "The input parameter 'ha_high_thread_score' is illegal: should be in [0, 100]", true, await TryAsync(b => b["ha_high_thread_score"] = score, Zone("zone1", unit: "")));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task Rule_7_a_score_of_0_or_100_is_accepted(int score) => Assert.Equal(200, (await TryAsync(b => b["ha_high_thread_score"] = score)).Status);

    [Fact]
    public async Task Rule_8_a_repeated_zone_is_refused() =>
        Fault("OB.Tenant.Zone.Repeated", "Zone 'zone1' is repeated.", true, await TryAsync(Nothing, Zone("zone1"), Zone("zone1", unit: "")));

    [Fact]
    public async Task Rule_8_an_empty_unit_config_name_is_refused() =>
        Fault("OB.Resource.UnitConfig.Name.Empty", "Unit config name is empty.", true, await TryAsync(Nothing, Zone("zone1", unit: "", type: "X")));

    [Fact]
    public async Task Rule_8_an_unsupported_replica_type_is_refused() =>
        Fault("OB.Tenant.Replica.InvalidType", "Replica type 'LOGONLY' is not supported", true, await TryAsync(Nothing, Zone("zone1", type: "logonly", num: 0)));

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public async Task Rule_8_a_unit_number_that_is_not_positive_is_refused(int num)
    {
        var answer = await TryAsync(Nothing, Zone("zone1", num: num), Zone("zone1"));
        Refused(400, "OB.Tenant.UnitNum.Invalid", answer);
        Assert.StartsWith(string.Create(CultureInfo.InvariantCulture, $"Unit number '{num}' is invalid: "), answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule_8_different_unit_numbers_are_refused() =>
        Fault("OB.Tenant.UnitNum.Inconsistent", "Unit number is inconsistent, should be the same in all zones.", true, await TryAsync(Nothing, Zone("zone9"), Zone("zone2", num: 2)));

    [Fact]
    public async Task Rule_9_a_zone_that_does_not_exist_is_refused() =>
        Fault("OB.Zone.NotExist", "Zone 'zone9' does not exist", true, await TryAsync(Nothing, Zone("zone9", unit: "none")));

    [Fact]
    public async Task Rule_9_a_unit_config_that_does_not_exist_is_refused() =>
        Fault("OB.Resource.UnitConfig.NotExist", "Unit config 'none' does not exist.", true, await TryAsync(Nothing, Zone("zone1", unit: "none", num: 2)));

    [Fact]
    public async Task Rule_9_more_units_than_servers_are_refused_and_servers_of_any_status_count()
    {
        Fault("OB.Tenant.UnitNum.ExceedsLimit", "Unit number '2' is bigger than server number '1' in zone 'zone1'.", true, await TryAsync(Nothing, Zone("zone1", num: 2, type: "READONLY")));
        Cluster.AddZone(new Zone { Name = "zone1", Servers = [new Server { Status = "UNAVAILABLE" }, new Server { Status = "PROCESS_STOPPED" }] });
        Assert.Equal(200, (await TryAsync(Nothing, Zone("zone1", num: 2))).Status);
    }

    [Fact]
    public async Task Rule_10_a_request_without_a_full_replica_is_refused()
    {
        var answer = await TryAsync(b => b["primary_zone"] = "zone9", Zone("zone1", type: "READONLY"));
        Refused(400, "OB.Tenant.NoPaxosReplica", answer);
        Assert.DoesNotContain("t1", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zone9")]
    [InlineData("zone1, zone2")]
    [InlineData("zone1;zone1")]
    [InlineData("zone1;")]
    public async Task Rule_11_an_invalid_primary_zone_is_refused(string primary)
    {
        var answer = await TryAsync(b => b["primary_zone"] = primary, Zone("zone1"), Zone("zone2"));
        Refused(400, "OB.Tenant.PrimaryZone.Invalid", answer);
        Assert.StartsWith($"Primary zone '{primary}' is invalid: ", answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RANDOM")]
    [InlineData("random")]
    [InlineData("")]
    [InlineData("zone1;zone2")]
    [InlineData("zone2,zone1")]
    public async Task Rule_11_valid_primary_zones_are_accepted(string primary) =>
        Assert.Equal(200, (await TryAsync(b => b["primary_zone"] = primary, Zone("zone1"), Zone("zone2"))).Status);

    [Theory]
    [InlineData(null, "RANDOM")]
    [InlineData("zone1,zone3", "zone1,zone3")]
    public async Task Rule_12_a_first_priority_in_two_regions_is_refused(string? primary, string shown)
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, Fixture = ClusterFixture.TwoRegions() });
        var answer = await TryAsync(b => b["primary_zone"] = primary, Zone("zone1"), Zone("zone3", type: "READONLY"));
        Fault("OB.Tenant.PrimaryZone.CrossRegion", $"Primary zone '{shown}' crosses regions, please check tenant's primary zone.", true, answer);
    }

    [Fact]
    public async Task Rule_13_the_first_region_needs_two_full_replicas()
    {
        await ReplaceAsync(new SimulatorOptions { ManualClock = true, Fixture = ClusterFixture.TwoRegions() });
        var answer = await TryAsync(b => b["primary_zone"] = "zone1;zone3", Zone("zone1"), Zone("zone2", type: "READONLY"), Zone("zone3"));
        Refused(400, "OB.Tenant.PrimaryRegion.FullReplica.NotEnough", answer);
        Assert.Contains("The region east ", answer.ErrorMessage, StringComparison.Ordinal);
        Assert.Contains("only 1 full replicas", answer.ErrorMessage, StringComparison.Ordinal);
        Assert.Equal(200, (await TryAsync(b => b["primary_zone"] = "zone1,zone2;zone3", Zone("zone1"), Zone("zone2"), Zone("zone3"))).Status);
    }

    [Theory]
    [InlineData("22130", "OB.Cluster.UnderMaintenanceWithDag", "OceanBase cluster is under maintenance by DAG: 22130, please try again later")]
    [InlineData("", "OB.Cluster.UnderMaintenance", "OceanBase cluster is under maintenance, please try again later")]
    public async Task Rule_14_the_request_is_refused_if_the_cluster_is_locked(string holder, string errCode, string message)
    {
        Cluster.ClusterMaintenance = holder;
        var answer = await TryAsync(Nothing);
        Refused(500, errCode, answer);
        Assert.Equal("Create task 'Restore backup_t1' failed: " + message, answer.ErrorMessage);
    }

    [Fact]
    public async Task Rule_14_the_tenant_is_locked_only_until_its_row_exists()
    {
        Assert.Equal(200, (await TryAsync(Nothing)).Status);
        var again = await Client.RestoreAsync("t1");
        Refused(500, "OB.Tenant.UnderMaintenance", again);
        Assert.Equal("Create task 'Restore backup_t1' failed: Tenant 't1' is under maintenance, please try again later.", again.ErrorMessage);
        Client.Advance(3);
        Refused(400, "OB.Tenant.Existed", await Client.RestoreAsync("t1"));
        Assert.Equal("12", (string?)(await Client.RestoreAsync("t2")).Data!["id"]);
    }

    [Theory]
    [InlineData("""{"scn":1.7e18}""", "json: cannot unmarshal number 1.7e18 into Go struct field RestoreParam.scn of type int64")]
    [InlineData("""{"scn":"17"}""", "json: cannot unmarshal string into Go struct field RestoreParam.scn of type int64")]
    [InlineData("""{"timestamp":""}""", "parsing time \"\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"2006\"")]
    [InlineData("""{"timestamp":"2026-11-20 10:00:00"}""", "parsing time \"2026-11-20 10:00:00\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \" 10:00:00\" as \"T\"")]
    [InlineData("""{"timestamp":"2026-11-20T10:00:00"}""", "parsing time \"2026-11-20T10:00:00\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"\" as \"Z07:00\"")]
    [InlineData("""{"timestamp":"2026-13-20T10:00:00Z"}""", "parsing time \"2026-13-20T10:00:00Z\": month out of range")]
    [InlineData("""{"timestamp":1}""", "Time.UnmarshalJSON: input is not a JSON string")]
    [InlineData("""{"restore_tenant_name":5,"timestamp":"x"}""", "parsing time \"x\" as \"2006-01-02T15:04:05Z07:00\": cannot parse \"x\" as \"2006\"")]
    [InlineData("""{"restore_tenant_name":5}""", "json: cannot unmarshal number 5 into Go struct field RestoreParam.restore_tenant_name of type string")]
    public async Task A_value_of_a_wrong_type_is_a_binding_error(string merged, string goText)
    {
        var answer = await TryAsync(b =>
        {
            foreach (var (key, value) in JsonNode.Parse(merged)!.AsObject())
                b[key] = value?.DeepClone();
        });
        Refused(400, "Common.BindJsonFailed", answer);
        Assert.Equal("Bind JSON failed: " + goText, answer.ErrorMessage);
    }

    [Fact]
    public async Task JSON_keys_match_in_any_case_and_null_counts_as_not_given()
    {
        var body = new JsonObject { ["timestamp"] = null, ["SCN"] = null, ["decryption"] = null };
        foreach (var (key, value) in TestClient.RestoreBody("t1"))
            body[key.ToUpperInvariant()] = value?.DeepClone();
        Assert.Equal(200, (await Client.PostAsync("/api/v1/tenant/restore", body)).Status);
    }

    [Fact]
    public async Task An_empty_required_value_counts_as_missing()
    {
        var answer = await TryAsync(b => b["data_backup_uri"] = "");
        Assert.Equal("Bind JSON failed: Key: 'RestoreParam.RestoreStorageParam.DataBackupUri' Error:Field validation for 'DataBackupUri' failed on the 'required' tag", answer.ErrorMessage);
    }

    [Fact]
    public async Task A_valid_request_returns_a_READY_DAG()
    {
        var answer = await TryAsync(Nothing, Zone("zone1"), Zone("zone2", type: ""), Zone("zone3", type: "readonly"));
        var dag = (JsonObject)answer.Data!;
        Assert.Equal(("11", "READY", "RUN", 1, 5, 3, "t1"), ((string?)dag["id"], (string?)dag["state"], (string?)dag["operator"], (int)dag["stage"]!, (int)dag["max_stage"]!, (int)dag["maintenance_type"]!, (string?)dag["maintenance_key"]));
        Assert.Equal("0001-01-01T00:00:00Z", (string?)dag["start_time"]);
        Assert.Null(dag["nodes"]);
        Assert.True(dag.ContainsKey("additional_data"));
        Assert.Single(Cluster.Dags.Single().Nodes, n => n.Name == "Wait restore task finish");
    }
}
