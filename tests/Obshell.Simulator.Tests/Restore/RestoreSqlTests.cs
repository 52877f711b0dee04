using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>The statements of PROTOCOL 4.5 and the restore point of 4.7.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class RestoreSqlTests : SimulatorTest
{
    private async Task<string> StatementAsync(Action<JsonObject> change)
    {
        var body = TestClient.RestoreBody("t1");
        change(body);
        var answer = await Client.PostAsync("/api/v1/tenant/restore", body);
        Assert.True(answer.Status == 200, answer.ToString());
        Client.Advance(3);
        return Cluster.Sql.Statements.Single(s => s.Contains("ALTER SYSTEM RESTORE", StringComparison.Ordinal));
    }

    private long PoolTime => Cluster.Clock.StartedAt.ToUnixTimeMilliseconds();

    [Fact]
    public async Task A_restore_sends_exactly_these_statements()
    {
        await Client.PostAsync("/api/v1/tenant/restore", TestClient.RestoreBody("t1", "zone1", "zone2"));
        Client.Advance(30);
        var ms = PoolTime;
        Assert.Equal(
        [
            $"CREATE RESOURCE POOL `t1_zone1_{ms}` UNIT=`u1`, UNIT_NUM=1, ZONE_LIST=('zone1')",
            $"CREATE RESOURCE POOL `t1_zone2_{ms}` UNIT=`u1`, UNIT_NUM=1, ZONE_LIST=('zone2')",
            $" ALTER SYSTEM RESTORE t1 FROM \"file:///data/backup/data, file:///data/backup/clog\" WITH 'pool_list=t1_zone1_{ms},t1_zone2_{ms}&locality=FULL@zone1,FULL@zone2&primary_zone=RANDOM';",
            "ALTER SYSTEM SET HA_HIGH_THREAD_SCORE = 100 TENANT = t1",
            "ALTER SYSTEM ACTIVATE STANDBY TENANT t1",
            "ALTER SYSTEM RUN UPGRADE JOB 'UPGRADE_ALL' TENANT = t1",
        ], Cluster.Sql.Statements);
        Assert.Equal(("SUCCEED", "RUN"), (Dag().State, Dag().Operator));
        Assert.Equal(("NORMAL", "PRIMARY"), (Cluster.Tenants.Single(t => t.Name == "t1").Status, Cluster.Tenants.Single(t => t.Name == "t1").Role));
        Assert.All(Cluster.ResourcePools, p => Assert.Equal("t1", p.Tenant));
    }

    /// <summary>An acceptance condition of PROTOCOL 10, trap 1.</summary>
    [Fact]
    public async Task The_documented_key_time_stamp_is_ignored_so_the_statement_has_no_UNTIL() =>
        Assert.DoesNotContain("UNTIL", await StatementAsync(b => b["time_stamp"] = "2026-11-20T10:00:00.000+08:00"), StringComparison.Ordinal);

    [Theory]
    [InlineData("2026-11-20T10:00:00.000+08:00", "2026-11-20 10:00:00.000000")]
    [InlineData("2026-11-20T10:00:00.000Z", "2026-11-20 10:00:00.000000")]
    [InlineData("2026-11-20T23:59:59.123456789-07:00", "2026-11-20 23:59:59.123456")]
    public async Task The_statement_contains_the_timestamp_without_its_offset(string sent, string literal) =>
        Assert.Contains($" UNTIL TIME= \"{literal}\" WITH '", await StatementAsync(b => b["timestamp"] = sent), StringComparison.Ordinal);

    [Fact]
    public async Task Older_agents_write_two_digits_of_the_fractional_seconds()
    {
        Cluster.Agents[0].Version = "4.3.1.0-1";
        Assert.Contains(" UNTIL TIME= \"2026-11-20 23:59:59.12\" WITH '", await StatementAsync(b => b["timestamp"] = "2026-11-20T23:59:59.129Z"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_statement_contains_all_digits_of_an_SCN() =>
        Assert.Contains(" UNTIL SCN=1767225600123456789 WITH '", await StatementAsync(b => b["scn"] = 1767225600123456789), StringComparison.Ordinal);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public async Task Without_an_archive_URI_the_statement_contains_the_data_URI_twice(string? uri) =>
        Assert.Contains("FROM \"file:///data/backup/data, file:///data/backup/data\"", await StatementAsync(b => b["archive_log_uri"] = uri), StringComparison.Ordinal);

    [Fact]
    public async Task Optional_parts_of_the_statement_are_in_the_order_of_the_agent()
    {
        var sql = await StatementAsync(b =>
        {
            b["decryption"] = new JsonArray("p\"1", "p2");
            b["kms_encrypt_info"] = "kms";
            b["concurrency"] = 8;
            b["primary_zone"] = "zone1";
            b["ha_high_thread_score"] = 10;
        });
        Assert.StartsWith("SET DECRYPTION IDENTIFIED BY 'p\\\"1','p2'; SET @kms_encrypt_info =\"kms\"; ALTER SYSTEM RESTORE t1 FROM", sql, StringComparison.Ordinal);
        Assert.EndsWith("&primary_zone=zone1&concurrency=8';", sql, StringComparison.Ordinal);
        Assert.Contains("ALTER SYSTEM SET HA_HIGH_THREAD_SCORE = 10 TENANT = t1", Cluster.Sql.Statements);
    }

    [Fact]
    public async Task Values_are_not_escaped_so_an_injection_appears_in_the_statement()
    {
        var sql = await StatementAsync(b =>
        {
            b["restore_tenant_name"] = "t1 FROM x; DROP TENANT prod; --";
            b["data_backup_uri"] = "file:///a\"b";
        });
        Assert.Contains("ALTER SYSTEM RESTORE t1 FROM x; DROP TENANT prod; -- FROM \"file:///a\"b, ", sql, StringComparison.Ordinal);
    }

    /// <summary>Trap 5.</summary>
    [Fact]
    public async Task With_a_hash_in_the_tenant_name_the_rollback_drops_another_tenant()
    {
        Cluster.AddTenant(new Tenant { Name = "prod" });
        Cluster.SetBehaviour("prod#x", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(3), UpgradeNeverFinishes = true });
        await Client.RestoreAsync("prod#x");
        Client.Advance(5);
        await Client.OperateAsync("11", "CANCEL");
        Client.Advance(5);
        await Client.OperateAsync("11", "ROLLBACK");
        Client.Advance(10);
        Assert.Contains("DROP TENANT prod#x FORCE", Cluster.Sql.Statements);
        Assert.DoesNotContain(Cluster.Tenants, t => t.Name == "prod");
    }
}
