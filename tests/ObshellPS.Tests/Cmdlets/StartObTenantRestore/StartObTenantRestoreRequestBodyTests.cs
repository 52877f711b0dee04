using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Text.Json.Nodes;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.StartObTenantRestore;

/// <summary>Promise 2: every parameter of the API page is sent under its documented key, with the documented default.</summary>
[Trait("Promise", "2")]
[Trait("Topic", "Starting")]
public sealed class StartObTenantRestoreRequestBodyTests : CmdletTest
{
    private static readonly string[] LeastKeys = ["archive_log_uri", "data_backup_uri", "ha_high_thread_score", "primary_zone", "restore_tenant_name", "zone_list"];

    [Fact]
    public void Promise_2_every_parameter_is_sent_under_its_documented_key()
    {
        Session.SetVariable("pwd", new[] { Secret.Of("pwd1"), Secret.Of("pwd2") });
        Session.SetVariable("kms", Secret.Of("kms text"));

        Run("""
            Start-ObTenantRestore -RestoreTenantName rt2 -DataBackupUri oss://b/data?host=h -ArchiveLogUri oss://b/clog?host=h -Scn 1728727696264250400 `
                -HaHighThreadScore 25 -ZoneList @{ Name = 'zone1'; UnitConfigName = 'unit1'; UnitNum = 1 }, @{ Name = 'zone2'; UnitConfigName = 's1'; UnitNum = 1; ReplicaType = 'READONLY' } `
                -PrimaryZone 'zone1;zone2' -Concurrency 4 -Decryption $pwd -KmsEncryptInfo $kms
            """).ThrowIfFailed();

        Assert.True(JsonNode.DeepEquals(
            JsonNode.Parse("""
                {
                  "data_backup_uri": "oss://b/data?host=h", "archive_log_uri": "oss://b/clog?host=h", "restore_tenant_name": "rt2", "scn": 1728727696264250400,
                  "ha_high_thread_score": 25, "primary_zone": "zone1;zone2", "concurrency": 4, "decryption": ["pwd1", "pwd2"], "kms_encrypt_info": "kms text",
                  "zone_list": [
                    { "name": "zone1", "replica_type": "FULL", "unit_config_name": "unit1", "unit_num": 1 },
                    { "name": "zone2", "replica_type": "READONLY", "unit_config_name": "s1", "unit_num": 1 }
                  ]
                }
                """), Room.SentRestore), Room.SentRestore.ToJsonString());
    }

    [Fact]
    public void Promise_2_only_given_parameters_and_documented_defaults_are_sent()
    {
        Run("Start-ObTenantRestore @good").ThrowIfFailed();

        Assert.Equal(LeastKeys, Keys(Room.SentRestore));
        Assert.Equal(10, (int)Room.SentRestore["ha_high_thread_score"]!);
        Assert.Equal("RANDOM", (string?)Room.SentRestore["primary_zone"]);
        Assert.Equal("FULL", (string?)Room.SentRestore["zone_list"]![0]!["replica_type"]);
    }

    [Fact]
    public void Promise_2_OceanBase_gets_thread_score_ten_and_not_the_agents_default_of_hundred()
    {
        Room.Start();
        Room.Advance(30);

        Assert.Contains("ALTER SYSTEM SET HA_HIGH_THREAD_SCORE = 10 TENANT = rt2", Cluster.Sql.Statements);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void Promise_2_the_smallest_and_largest_thread_score_are_allowed(int score)
    {
        Run("Start-ObTenantRestore @good -HaHighThreadScore $args[0]", score).ThrowIfFailed();

        Assert.Equal(score, (int)Room.SentRestore["ha_high_thread_score"]!);
    }

    [Theory]
    [InlineData("HaHighThreadScore", "")]
    [InlineData("HaHighThreadScore", null)]
    [InlineData("Concurrency", " ")]
    [InlineData("Scn", "")]
    [InlineData("Scn", null)]
    [InlineData("Timestamp", "  ")]
    [InlineData("PrimaryZone", "")]
    [InlineData("PrimaryZone", null)]
    [InlineData("Decryption", null)]
    [InlineData("KmsEncryptInfo", "")]
    [Trait("Promise", "3")]
    public void Promise_3_a_blank_cell_means_not_given_and_never_zero(string key, string? value)
    {
        Run("$row = $good.Clone(); $row[$args[0]] = $args[1]; $row | Start-ObTenantRestore", key, value).ThrowIfFailed();

        Assert.Equal(LeastKeys, Keys(Room.SentRestore));
        Assert.Equal(10, (int)Room.SentRestore["ha_high_thread_score"]!);
    }

    [Fact]
    public void Without_ArchiveLogUri_the_key_archive_log_uri_is_not_sent()
    {
        Run("$none = $good.Clone(); $none.Remove('ArchiveLogUri'); Start-ObTenantRestore @none").ThrowIfFailed();

        Assert.Equal(LeastKeys.Where(k => k != "archive_log_uri"), Keys(Room.SentRestore));
    }

    [Theory]
    [InlineData("'random'", "RANDOM")]
    [InlineData("'Random'", "RANDOM")]
    [InlineData("zone1, zone2", "zone1,zone2")]
    [InlineData("'zone1; zone2'", "zone1;zone2")]
    [InlineData("'zone2 , zone1'", "zone2,zone1")]
    [Trait("Promise", "3")]
    public void Promise_3_the_primary_zone_is_built_from_checked_zone_names(string given, string sent)
    {
        Run("$two = $good.Clone(); $two.ZoneList = 'zone1:s1:1;zone2:s1:1'; Start-ObTenantRestore @two -PrimaryZone " + given).ThrowIfFailed();

        Assert.Equal(sent, (string?)Room.SentRestore["primary_zone"]);
    }

    [Fact]
    public void Every_parameter_has_the_documented_JSON_key_as_alias()
    {
        var parameters = (IDictionary<string, ParameterMetadata>)((CommandInfo)Run("Get-Command Start-ObTenantRestore").Single().BaseObject).Parameters;

        foreach (string key in new[]
        {
            "data_backup_uri", "archive_log_uri", "restore_tenant_name", "time_stamp", "scn", "ha_high_thread_score", "zone_list", "primary_zone",
            "concurrency", "decryption", "kms_encrypt_info",
        })
        {
            Assert.Contains(parameters, p => p.Key.Equals(key, StringComparison.OrdinalIgnoreCase) || p.Value.Aliases.Contains(key, StringComparer.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public void The_JSON_keys_work_as_parameters()
    {
        Run("""
            Start-ObTenantRestore -restore_tenant_name rt2 -data_backup_uri file:///d -archive_log_uri file:///l -time_stamp 2026-11-21T12:00:00+08:00 `
                -zone_list 'zone1:s1:1' -primary_zone zone1 -ha_high_thread_score 11 -concurrency 3 -decryption pwd1 -kms_encrypt_info kms
            """).ThrowIfFailed();

        Assert.Equal(
            LeastKeys.Concat(["concurrency", "decryption", "kms_encrypt_info", "scn"]).Order(StringComparer.Ordinal), Keys(Room.SentRestore));
    }

    [Fact]
    public void Secrets_can_be_given_as_credentials()
    {
        Session.SetVariable("credential", new PSCredential("backup", Secret.Of("pwd1")));

        Run("Start-ObTenantRestore @good -Decryption $credential -KmsEncryptInfo $credential").ThrowIfFailed();

        Assert.Equal("pwd1", (string?)Room.SentRestore["decryption"]![0]);
        Assert.Equal("pwd1", (string?)Room.SentRestore["kms_encrypt_info"]);
    }

    [Fact]
    public void Every_character_that_JSON_escapes_arrives_unchanged()
    {
        Session.SetVariable("kms", Secret.Of("a\\\"b\\\\c/<é>&日本"));

        Run("Start-ObTenantRestore @good -DataBackupUri 'oss://b/日本/data?host=h&delete_mode=delete&x=%2B+1' -KmsEncryptInfo $kms").ThrowIfFailed();

        Assert.Equal("oss://b/日本/data?host=h&delete_mode=delete&x=%2B+1", (string?)Room.SentRestore["data_backup_uri"]);
        Assert.Equal("a\\\"b\\\\c/<é>&日本", (string?)Room.SentRestore["kms_encrypt_info"]);
    }

    [Fact]
    public void The_output_is_the_DAG_with_its_documented_properties()
    {
        dynamic dag = Room.Start();

        Assert.Equal("Obshell.Recovery.DagDetail", ((PSObject)dag).BaseObject.GetType().FullName);
        Assert.Equal("11", dag.Id);
        Assert.Equal(1L, dag.DagId);
        Assert.Equal("Restore backup_rt2", dag.Name);
        Assert.Equal(1, dag.Stage);
        Assert.Equal(5, dag.MaxStage);
        Assert.Equal("READY", dag.State);
        Assert.Equal("RUN", dag.Operator);
        Assert.Null(dag.StartTime);
        Assert.Null(dag.EndTime);
        Assert.Equal("rt2", dag.TenantName);
        Assert.Equal("11", ((PSObject)dag).ToString());
    }

    private static IEnumerable<string> Keys(JsonObject body) => body.Select(p => p.Key).Order(StringComparer.Ordinal);
}
