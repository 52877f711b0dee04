using System;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>A simulated backup can be restored from its URI, to any point for which logs exist.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class RestoreFromPlaceTests : SimulatorTest
{
    private const string Data = "file:///backup/shop/data";
    private const string Clog = "file:///backup/shop/clog";

    protected override SimulatorOptions Options => new()
    {
        ManualClock = true,
        Fixture = ClusterFixture.Single() with
        {
            ObAdminPresent = true,
            Tenants = [new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///backup/shop"), Content = new TenantContent { Databases = ["orders"] } }],
        },
    };

    private async Task<JsonArray?> WindowsAsync(string data = Data, string archive = Clog) =>
        (await Client.GetAsync("/api/v1/restore/windows", new JsonObject { ["data_backup_uri"] = data, ["archive_log_uri"] = archive }.ToJsonString())).Data!["restore_windows"]?.AsArray();

    private static DateTimeOffset Time(JsonNode? text) => DateTimeOffset.Parse((string)text!, System.Globalization.CultureInfo.InvariantCulture);

    private Task<TestAnswer> PostBackupAsync(string body = "{}") => Client.PostAsync("/api/v1/tenant/shop/backup", body);

    private async Task<DagView> RestoreAsync(long? scn = null, string data = Data)
    {
        var body = TestClient.RestoreBody("copy");
        body["data_backup_uri"] = data;
        body["archive_log_uri"] = Clog;
        if (scn is not null)
            body["scn"] = scn;
        Cluster.Agents[0].ObAdminPresent = false;
        await Client.PostAsync("/api/v1/tenant/restore", body);
        Client.Advance(20);
        return Cluster.Dags[^1];
    }

    private long Scn(double hoursAgo) => (Cluster.Clock.UtcNow.AddHours(-hoursAgo).UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100;

    [Fact]
    public async Task The_window_starts_at_the_end_of_the_first_backup_set_and_ends_at_the_newest_log()
    {
        var window = Assert.Single((await WindowsAsync())!)!;
        Assert.Equal(Cluster.TenantBackups.Jobs("shop")[0].EndedAt, Time(window["start_time"]));
        Assert.InRange((Cluster.Clock.UtcNow - Time(window["end_time"])).TotalSeconds, 3, 4);
        Client.Advance(60);
        Assert.InRange((Time((await WindowsAsync())![0]!["end_time"]) - Time(window["end_time"])).TotalSeconds, 59, 61);
    }

    [Fact]
    public async Task Two_rounds_of_the_log_archive_give_two_windows_with_a_gap()
    {
        await Client.SendAsync("PATCH", "/api/v1/tenant/shop/backup/log", """{"status":"stop"}""");
        Client.Advance(60);
        await Client.SendAsync("PATCH", "/api/v1/tenant/shop/backup/log", """{"status":"doing"}""");
        Client.Advance(60);
        Assert.Single((await WindowsAsync())!);
        await PostBackupAsync();
        Client.Advance(60);
        var windows = (await WindowsAsync())!;
        Assert.Equal(2, windows.Count);
        Assert.True(Time(windows[1]!["start_time"]) - Time(windows[0]!["end_time"]) > TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_backup_set_with_its_own_logs_is_restorable_to_its_end_without_an_archive()
    {
        Assert.Empty((await WindowsAsync(archive: ""))!);
        await PostBackupAsync("""{"plus_archive":true}""");
        Client.Advance(20);
        var window = Assert.Single((await WindowsAsync(archive: ""))!)!;
        Assert.Equal(Time(window["start_time"]), Time(window["end_time"]));
    }

    [Theory]
    [InlineData("FAILED")]
    [InlineData("CANCELED")]
    public async Task An_incomplete_backup_set_cannot_be_restored(string status)
    {
        Cluster.TenantBackups.Set("shop", TenantBackup.Below("file:///backup/shop") with { Sets = [new BackupSet { Status = status }] });
        Refused(500, "Common.Unexpected", await Client.GetAsync("/api/v1/restore/windows", $$"""{"data_backup_uri":"{{Data}}","archive_log_uri":"{{Clog}}"}"""));
    }

    [Fact]
    public async Task The_restored_tenant_has_the_content_of_its_source_even_if_the_source_was_dropped()
    {
        Cluster.RemoveTenant("shop");
        Assert.Equal("SUCCEED", (await RestoreAsync()).State);
        Assert.Equal(["orders"], Cluster.Tenants.Single(t => t.Name == "copy").Content.Databases);
        Assert.Equal("shop", Cluster.RestoreJobs[^1].BackupTenantName);
    }

    [Fact]
    public async Task A_dropped_tenant_writes_no_logs()
    {
        await Client.DeleteAsync("/api/v1/tenant/shop");
        Client.Advance(10);
        var end = (string?)(await WindowsAsync())![0]!["end_time"];
        Client.Advance(600);
        Assert.Equal(end, (string?)(await WindowsAsync())![0]!["end_time"]);
    }

    [Theory]
    [InlineData(1.0, true)]
    [InlineData(-1.0, false)]
    [InlineData(30.0, false)]
    public async Task A_restore_point_outside_the_logs_is_refused(double hoursAgo, bool accepted)
    {
        var dag = await RestoreAsync(Scn(hoursAgo));
        Assert.Equal(accepted ? "SUCCEED" : "FAILED", dag.State);
        Assert.Equal(!accepted, dag.Nodes[1].Logs.Any(l => l.Contains("No enough log for restore", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_restore_works_from_a_URI_that_no_local_tenant_wrote_to() =>
        Assert.Equal("SUCCEED", (await RestoreAsync(Scn(30), "file:///elsewhere/data")).State);
}
