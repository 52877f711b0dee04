using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>Pipeline input: all zones together make one restore, each request object makes one restore (docs/starting.md).</summary>
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreRequestObjectTests : CmdletTest
{
    private const string Header = "restore_tenant_name,data_backup_uri,archive_log_uri,zone_list";

    private IEnumerable<string> Tenants => Room.Changes.Select(r => (string)JsonNode.Parse(r.BodyText)!["restore_tenant_name"]!);

    [Fact]
    public void The_example_request_of_the_API_page_succeeds_with_one_RESTORE_statement()
    {
        const string Example = """
            {
            "data_backup_uri": "oss://oss-328067-1014-obshell/backup/archive/test/1/1002/data?host=oss-cn-hangzhou.aliyuncs.com",
            "restore_tenant_name": "rt2",
            "zone_list":
            [
            {
            "name": "zone1",
            "unit_config_name": "unit1",
            "unit_num": 1
            }
            ],
            "archive_log_uri": "oss://oss-328067-1014-obshell/backup/archive/test/1/1002/clog?host=oss-cn-hangzhou.aliyuncs.com"
            }
            """;
        Room.AdvanceAtEachLook(5);

        dynamic dag = Session.InvokeWithInput("$input | Start-ObTenantRestore | Wait-ObDag", [Session.FromJson(Example)]).Single();

        Assert.Equal("SUCCEED", dag.State);
        Assert.Equal("RUN", dag.Operator);
        Assert.Equal("Restored", dag.Verdict.ToString());
        string statement = Assert.Single(Room.RestoreStatements);
        Assert.Contains("ALTER SYSTEM RESTORE rt2 FROM \"oss://oss-328067-1014-obshell/backup/archive/test/1/1002/data?host=oss-cn-hangzhou.aliyuncs.com, oss://oss-328067-1014-obshell/backup/archive/test/1/1002/clog?host=oss-cn-hangzhou.aliyuncs.com\" WITH", statement, StringComparison.Ordinal);
        Assert.Contains(Cluster.Tenants, t => t.Name == "rt2" && t.Status == "NORMAL");
    }

    [Fact]
    public void Zones_from_the_pipeline_make_one_restore_with_all_of_them_in_order()
    {
        Run("""
            $good.Remove('ZoneList')
            'zone3', 'zone1', 'zone2' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 | Start-ObTenantRestore @good
            """).Single();

        Assert.Equal(["zone3", "zone1", "zone2"], Room.SentRestore["zone_list"]!.AsArray().Select(z => (string)z!["name"]!));
    }

    [Theory]
    [InlineData("@{ name = 'zone1'; unit_config_name = 's1'; unit_num = 1 }, @{ Name = 'zone2'; UnitConfigName = 's1'; UnitNum = 1 }")]
    [InlineData("[pscustomobject]@{ name = 'zone1'; unit_config_name = 's1'; unit_num = '1' }, [pscustomobject]@{ Name = 'zone2'; UnitConfigName = 's1'; UnitNum = 1L; ReplicaType = '' }")]
    [InlineData("[Obshell.Client.ZoneParam]@{ Name = 'zone1'; UnitConfigName = 's1'; UnitNum = 1 }, [Obshell.Client.ZoneParam]::new('zone2', 's1', 1)")]
    [InlineData("'zone1:s1:1', 'zone2:s1:1'")]
    public void Zones_are_accepted_in_every_supported_form(string zones)
    {
        Run($"$good.Remove('ZoneList'); {zones} | Start-ObTenantRestore @good").Single();

        Assert.Equal(["zone1", "zone2"], Room.SentRestore["zone_list"]!.AsArray().Select(z => (string)z!["name"]!));
    }

    [Theory]
    [Trait("Promise", "3")]
    [InlineData("'zone1:s1:1', 'zone2:s1'", "InvalidZone")]
    [InlineData("'zone1:s1:1', $null", "InvalidZone")]
    [InlineData("'zone1:s1:1', 7", "InvalidZone")]
    [InlineData("@{ name = 'zone1'; unit_config_name = 's1'; unit_num = 1 }, @{ name = 'zone2'; unit_config_name = 's1'; units = 1 }", "InvalidRequest")]
    [InlineData("@{ name = 'zone1'; unit_config_name = 's1'; unit_num = 1 }, @{ name = 'zone2'; unit_config_name = 's1'; unit_num = 1.5 }", "InvalidNumber")]
    [InlineData("[Obshell.Client.ZoneParam]::new('zone1', 's1', 1), [Obshell.Client.ZoneParam]::new('zone 2', 's1', 1)", "InvalidZoneName")]
    public void Promise_3_an_invalid_zone_means_no_restore_instead_of_a_restore_with_fewer_zones(string zones, string id)
    {
        SessionResult result = Run($"$good.Remove('ZoneList'); {zones} | Start-ObTenantRestore @good");

        string found = Assert.Single(result.AllErrors).FullyQualifiedErrorId;
        Assert.StartsWith(id + ",", found, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(Requests);
    }

    [Fact]
    [Trait("Promise", "3")]
    public void Promise_3_the_error_for_an_invalid_value_in_a_zone_shows_the_zone_and_the_property()
    {
        SessionResult result = Run("$good.ZoneList = @{ name = 'zone1'; unit_config_name = 's1'; unit_num = 1 }, @{ name = 'zone2'; unit_config_name = 's1'; unit_num = 1.5 }; Start-ObTenantRestore @good");

        string message = Assert.Single(result.AllErrors).ErrorDetails.Message;
        Assert.Contains("zone2", message, StringComparison.Ordinal);
        Assert.Matches("(?i)unit_?num", message);
        Assert.Empty(Requests);
    }

    [Fact]
    public void Each_hashtable_starts_one_restore()
    {
        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", [ConnectedSession.Good("a1"), ConnectedSession.Good("a2")]).ThrowIfFailed();

        Assert.Equal(["a1", "a2"], Names(result));
        Assert.Equal(2, Room.Changes.Count);
    }

    [Fact]
    public void Each_row_of_a_CSV_starts_one_restore_and_the_output_has_the_order_of_the_rows()
    {
        IEnumerable<PSObject> rows = Enumerable.Range(1, 12).Select(i => Session.FromCsv(Header + ",concurrency,scn", $"t{i},file:///d,file:///l,zone1:s1:1;zone2:s1:1:READONLY,,"));

        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", rows).ThrowIfFailed();

        Assert.Equal(Enumerable.Range(1, 12).Select(i => "t" + i), Names(result));
        Assert.Equal(Names(result).Order(StringComparer.Ordinal), Tenants.Order(StringComparer.Ordinal));
        JsonObject sent = JsonNode.Parse(Room.Changes[0].BodyText)!.AsObject();
        Assert.False(sent.ContainsKey("concurrency"));
        Assert.False(sent.ContainsKey("scn"));
        Assert.Equal("READONLY", (string?)sent["zone_list"]![1]!["replica_type"]);
    }

    [Fact]
    public void Objects_can_have_parameter_names_or_JSON_keys_as_properties()
    {
        Session.InvokeWithInput("$input | Start-ObTenantRestore", [Session.FromCsv("RestoreTenantName,DataBackupUri,ArchiveLogUri,ZoneList,PrimaryZone", "rt2,file:///d,file:///l,zone1:s1:1,zone1")]).Single();

        Assert.Equal("zone1", (string?)Room.SentRestore["primary_zone"]);
    }

    [Fact]
    public void Parameters_apply_to_every_row()
    {
        SessionResult result = Session.InvokeWithInput(
            "$input | Start-ObTenantRestore -DataBackupUri file:///d -ArchiveLogUri file:///l -ZoneList zone1:s1:1 -Timestamp 2026-11-21T12:00:00+08:00",
            [Session.FromCsv("restore_tenant_name,concurrency", "a1,2"), Session.FromCsv("restore_tenant_name,concurrency", "a2,")]).ThrowIfFailed();

        Assert.Equal(["a1", "a2"], Names(result));
        Assert.All(Room.Changes, r => Assert.Equal(1795233600000000000, (long)JsonNode.Parse(r.BodyText)!["scn"]!));
    }

    [Fact]
    public void A_row_with_the_same_value_as_the_command_line_is_not_a_conflict()
    {
        PSObject row = Session.FromJson("""{"restore_tenant_name":"rt2","timestamp":"2026-11-21T04:00:00Z","zone_list":[{"name":"zone1","unit_config_name":"s1","unit_num":1}]}""");

        Session.InvokeWithInput("$input | Start-ObTenantRestore @good -Timestamp 2026-11-21T12:00:00+08:00", [row]).Single();
    }

    [Fact]
    public void An_invalid_row_is_an_error_and_the_other_rows_are_started()
    {
        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", [
            Session.FromCsv(Header, "a1,file:///d,file:///l,zone1:s1:1"),
            Session.FromCsv(Header, "a#2,file:///d,file:///l,zone1:s1:1"),
            Session.FromCsv(Header, "a3,file:///d,file:///l,zone1:s1"),
            Session.FromCsv(Header + ",time_stmp", "a4,file:///d,file:///l,zone1:s1:1,2026-11-21T12:00:00Z"),
            Session.FromCsv(Header, "a5,file:///d,file:///l,zone1:s1:1"),
        ]);

        Assert.Equal(["a1", "a5"], Names(result));
        Assert.Equal(["InvalidTenantName", "InvalidZone", "UnknownKey"], result.Errors.Select(e => e.FullyQualifiedErrorId.Split(',')[0]));
        Assert.Equal(["a#2", "a3", "a4"], result.Errors.Select(e => e.TargetObject.ToString()));
        Assert.Null(result.Terminating);
        Assert.Equal(2, Room.Changes.Count);
    }

    [Fact]
    public void A_row_that_the_agent_refuses_does_not_stop_the_others()
    {
        Cluster.AddTenant(new Tenant { Name = "a2" });

        SessionResult result = Session.InvokeWithInput(
            "$input | Start-ObTenantRestore", [ConnectedSession.Good("a1"), ConnectedSession.Good("a2"), ConnectedSession.Good("a3")]);

        Assert.Equal(["a1", "a3"], Names(result));
        Assert.Equal("a2", result.Error("OB.Tenant.Existed").TargetObject);
    }

    [Fact]
    [Trait("Promise", "3")]
    public void Promise_3_a_request_with_an_invalid_zone_does_not_start()
    {
        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", [
            Session.FromJson("""{"restore_tenant_name":"a1","data_backup_uri":"file:///d","zone_list":[{"name":"zone1","unit_config_name":"s1","unit_num":1},{"name":"zone2","unit_config_name":"s1"}]}"""),
            Session.FromJson("""{"restore_tenant_name":"a2","data_backup_uri":"file:///d","zone_list":[{"name":"zone1","unit_config_name":"s1","unit_num":1}]}"""),
        ]);

        Assert.Equal(["a2"], Names(result));
        Assert.Contains("zone2", result.Error("MissingParameter").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Single(Room.Changes);
    }

    [Fact]
    [Trait("Promise", "3")]
    public void Promise_3_two_properties_for_the_same_field_in_one_object_are_refused()
    {
        PSObject row = Session.FromJson("""{"restore_tenant_name":"a1","data_backup_uri":"file:///d","archive_log_uri":"file:///l","zone_list":"zone1:s1:1","time_stamp":"2026-11-21T04:00:00Z","timestamp":"2026-11-21T12:00:00Z"}""");

        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", [row]);

        result.Error("ConflictingValue");
        Assert.Empty(Requests);
    }

    [Fact]
    public void A_misspelt_key_for_the_time_is_refused_and_the_newest_point_is_not_restored()
    {
        PSObject row = Session.FromJson("""{"restore_tenant_name":"a1","data_backup_uri":"file:///d","archive_log_uri":"file:///l","zone_list":"zone1:s1:1","time_stmp":"2026-11-21T04:00:00Z"}""");

        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", [row]);

        Assert.Contains("Did you mean 'time_stamp'?", result.Error("UnknownKey").ErrorDetails.Message, StringComparison.Ordinal);
        Assert.Empty(Requests);
    }

    [Fact]
    public void Zones_and_requests_in_the_same_pipeline_are_an_error()
    {
        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", [ConnectedSession.Good("a1"), "zone2:s1:1"]);

        Assert.Equal(["a1"], Names(result));
        result.Error("MixedInput");
        Assert.Equal("zone1", (string?)Assert.Single(Room.SentRestore["zone_list"]!.AsArray())!["name"]);
    }

    [Fact]
    public void Zones_from_both_pipeline_and_ZoneList_start_nothing()
    {
        SessionResult result = Run("'zone2:s1:1' | Start-ObTenantRestore @good");

        result.Error("ConflictingValue");
        Assert.Empty(Requests);
    }

    [Fact]
    public void An_empty_pipeline_of_requests_starts_nothing_and_writes_a_warning()
    {
        SessionResult result = Session.InvokeWithInput("$input | Start-ObTenantRestore", Array.Empty<object>());

        Assert.Contains("no restore was started", Assert.Single(result.Warnings), StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Empty(Requests);
    }

    [Fact]
    public void An_empty_pipeline_before_a_complete_command_line_starts_nothing_and_is_an_error()
    {
        SessionResult result = Run("@() | Start-ObTenantRestore @good");
        Assert.StartsWith("NothingPiped,", Assert.Single(result.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Empty(Room.Changes);
    }

    [Fact]
    public void An_empty_pipeline_of_zones_starts_nothing()
    {
        SessionResult result = Run("$good.Remove('ZoneList'); @() | Start-ObTenantRestore @good");

        result.Error("MissingParameter");
        Assert.Empty(Requests);
    }

    private static IEnumerable<string> Names(SessionResult result) => result.Output.Select(o => (string)((dynamic)o).TenantName);
}
