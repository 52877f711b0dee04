using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>PROTOCOL-BACKUP 2: the side effects of a backup configuration.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class BackupConfigTests : BackupTest
{
    private const string Store = "s3://lab/shop/data?host=store.example&access_id=LABID&access_key=";

    private async Task<DagView> ConfigureAsync(string body)
    {
        await PatchConfigAsync(body);
        Client.Advance(10);
        return LastDag;
    }

    private Task<DagView> DataAsync(string uri) => ConfigureAsync(new JsonObject { ["data_base_uri"] = uri }.ToJsonString());

    [Theory]
    [InlineData("""{"archive_base_uri":"file:///backup/shop/clog"}""")]
    [InlineData("""{"log_archive_concurrency":0}""")]
    public async Task A_successful_configuration_can_stop_the_log_archive_permanently(string body)
    {
        Assert.Equal("SUCCEED", (await ConfigureAsync(body)).State);
        Client.Advance(600);
        Assert.Equal("STOP", Archive);
    }

    [Fact]
    public async Task A_new_data_destination_cancels_a_backup_and_does_not_change_the_log_archive()
    {
        Behave(new BackupBehaviour { Duration = TimeSpan.FromMinutes(5) });
        await StartAsync();
        Client.Advance(10);
        Assert.Equal("SUCCEED", (await DataAsync("file:///backup/shop/data2")).State);
        Assert.Equal(("CANCELED", "DOING"), (Newest.Status, Archive));
        await StartAsync();
        Client.Advance(10);
        Assert.Equal("file:///backup/shop/data2", Newest.Path);
        Assert.Equal(["file:///backup/shop/data", "file:///backup/shop/data", "file:///backup/shop/data2"], Cluster.TenantBackups.Jobs("shop").Select(j => j.Path));
    }

    [Fact]
    public async Task Escapes_in_a_URI_are_decoded_and_unknown_parameters_are_lost()
    {
        await DataAsync(Store + "a%26x+y&addressing_model=path&checksum_type=md5");
        Assert.Contains("ALTER SYSTEM SET DATA_BACKUP_DEST = 's3://lab/shop/data/?host=store.example&access_id=LABID&access_key=a&x+y' TENANT = shop;", Cluster.Sql.Statements);
        Assert.Equal("s3://lab/shop/data?host=store.example", (string?)(await GetAsync("config/storage")).Data!["data_base_uri"]);
        Assert.DoesNotContain(LastDag.Nodes.SelectMany(n => n.Logs), l => l.Contains("LABID", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_quote_breaks_the_statement_and_the_error_contains_the_text_after_it()
    {
        Assert.Equal("FAILED", (await DataAsync(Store + "it's&delete_mode=tagging")).State);
        Assert.Contains("near 's", Logs(2), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RETRY")]
    [InlineData("PASS")]
    public async Task A_failed_configuration_locks_the_tenant_until_a_user_acts(string operation)
    {
        Behave(new BackupBehaviour { DestinationError = "Error 9026 (HY000): the backup destination is not valid" });
        Assert.Equal(("FAILED", 2), (await DataAsync("file:///backup/new")) is { } dag ? (dag.State, dag.Stage) : default);
        Refused(500, "OB.Tenant.UnderMaintenance", await PatchConfigAsync("{}"));
        Refused(500, "OB.Tenant.UnderMaintenance", await Client.DeleteAsync("/api/v1/tenant/shop"));
        Refused(400, "Task.Dag.Operator.RollbackNotAllowed", await Client.OperateAsync(LastDag.Id, "ROLLBACK"));
        Assert.Equal(200, (await StartAsync()).Status);
        Behave(new BackupBehaviour());
        await Client.OperateAsync(Cluster.Dags[0].Id, operation);
        Client.Advance(10);
        Assert.Equal("SUCCEED", Cluster.Dags[0].State);
        Assert.Equal(200, (await PatchConfigAsync("{}")).Status);
    }

    [Theory]
    [InlineData("""{"delete_policy":{"recovery_window":"7d"}}""", "SUCCEED")]
    [InlineData("""{"delete_policy":{"policy":"Default","recovery_window":""}}""", "FAILED")]
    [InlineData("""{"delete_policy":{"recovery_window":"a week"}}""", "FAILED")]
    public async Task The_old_delete_policy_is_removed_before_the_new_one_is_accepted(string body, string state)
    {
        await ConfigureAsync("""{"delete_policy":{"recovery_window":"30d"}}""");
        Assert.Equal(state, (await ConfigureAsync(body)).State);
        Assert.Equal(1, Sent("DROP DELETE BACKUP POLICY"));
    }

    [Theory]
    [InlineData("""{"archive_base_uri":"file:///a","archive_lag_target":"120M"}""", null)]
    [InlineData("""{"archive_base_uri":"file:///a","archive_lag_target":"121m"}""", "OB.Backup.ArchiveLagTarget.Invalid")]
    [InlineData("""{"archive_base_uri":"s3://a?host=h","archive_lag_target":"60s"}""", null)]
    [InlineData("""{"archive_base_uri":"file:///a","piece_switch_interval":"24H"}""", null)]
    [InlineData("""{"archive_base_uri":"file:///a","piece_switch_interval":"7d"}""", null)]
    [InlineData("""{"archive_base_uri":"file:///a","piece_switch_interval":"1d1h"}""", "Common.InvalidTimeDuration")]
    [InlineData("""{"log_archive_concurrency":100,"ha_low_thread_score":0}""", null)]
    [InlineData("""{"log_archive_concurrency":null,"binding":null,"unknown":1}""", null)]
    [InlineData("""{"delete_policy":[]}""", "Common.BindJsonFailed")]
    public async Task Limits_are_inclusive_and_units_are_accepted_in_any_case(string body, string? errCode)
    {
        var answer = await PatchConfigAsync(body);
        if (errCode is null)
            Assert.Equal(200, answer.Status);
        else
            Refused(400, errCode, answer);
    }

    [Fact]
    public async Task The_parameters_that_a_configuration_sets_can_be_read()
    {
        await ConfigureAsync("""{"archive_base_uri":"file:///backup/shop/clog","archive_lag_target":"90S","ha_low_thread_score":7}""");
        Task<TestAnswer> ReadAsync(string name) => Client.GetAsync("/api/v1/tenant/shop/parameter/" + name);
        Assert.Equal("90s", (string?)(await ReadAsync("archive_lag_target")).Data!["value"]);
        Assert.Equal("7", (string?)(await ReadAsync("ha_low_thread_score")).Data!["value"]);
        Refused(400, "OB.Tenant.Parameter.NotExist", await ReadAsync("nosuch"));
    }

    [Fact]
    public async Task A_configuration_for_all_tenants_needs_a_user_tenant_and_locks_nothing()
    {
        const string body = """{"backup_base_uri":"file:///backup"}""";
        await Client.PostAsync("/api/v1/obcluster/backup/config", body);
        Assert.Equal(200, (await PatchConfigAsync("{}")).Status);
        Client.Advance(10);
        Assert.Equal($"file:///backup/1/{Cluster.Tenants.Single(t => t.Name == "bare").Id}/clog", (string?)(await GetAsync("config/storage", "bare")).Data!["archive_base_uri"]);
        Cluster.RemoveTenant("shop");
        Cluster.RemoveTenant("bare");
        Refused(400, "OB.Backup.NoUserTenants", await Client.PostAsync("/api/v1/obcluster/backup/config", body));
        Refused(400, "OB.Backup.NoUserTenants", await Client.PostAsync("/api/v1/obcluster/backup"));
    }
}
