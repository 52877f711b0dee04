using System;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>PROTOCOL 4.12: both routes read a request body and need ob_admin.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class RestoreWindowTests : SimulatorTest
{
    protected override SimulatorOptions Options => new()
    {
        ManualClock = true,
        HostUtcOffset = TimeSpan.FromHours(8),
        Fixture = ClusterFixture.Single() with
        {
            ObAdminPresent = true,
            Backups =
            [
                new Backup { DataUri = "file:///b/data", ArchiveUri = "file:///b/clog", TenantName = "shop", ClusterName = "prod", Windows = [new RestoreWindow(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 1, 2, 0, 0, 0, 500, TimeSpan.Zero))] },
                new Backup { DataUri = "file:///b/none" },
                new Backup { DataUri = "oss://b/k?host=h", Windows = [] },
            ],
        },
    };

    private Task<TestAnswer> WindowsAsync(string body) => Client.GetAsync("/api/v1/restore/windows", body);

    [Fact]
    public async Task Windows_have_the_UTC_offset_of_the_host()
    {
        var answer = await WindowsAsync("""{"data_backup_uri":"file:///b/data","archive_log_uri":"file:///b/clog"}""");
        Assert.Equal("""{"restore_windows":[{"start_time":"2026-01-01T08:00:00+08:00","end_time":"2026-01-02T08:00:00.5+08:00"}]}""", answer.Data!.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
    }

    [Theory]
    [InlineData("""{"data_backup_uri":"file:///b/none"}""")]
    [InlineData("""{"data_backup_uri":"file:///b/none","archive_log_uri":null}""")]
    public async Task A_missing_archive_URI_causes_a_panic_although_an_empty_archive_URI_works(string body)
    {
        Panicked(await WindowsAsync(body), Cluster);
        var empty = await WindowsAsync("""{"data_backup_uri":"file:///b/none","archive_log_uri":""}""");
        Assert.Equal(200, empty.Status);
        Assert.Null(empty.Data!["restore_windows"]);
    }

    [Fact]
    public async Task A_request_whose_body_a_proxy_removed_gets_a_binding_error() => Refused(400, "Common.BindJsonFailed", await Client.GetAsync("/api/v1/restore/windows"));

    [Theory]
    [InlineData("file:///unknown", 500, "Common.Unexpected")]
    [InlineData("oss://b/k", 400, "OB.Storage.URI.Invalid")]
    [InlineData("file:///b/data?x=1", 400, "OB.Storage.URI.Invalid")]
    [InlineData("/b/data", 400, "OB.Storage.URI.Invalid")]
    public async Task Invalid_URIs_are_refused(string uri, int status, string errCode) =>
        Refused(status, errCode, await WindowsAsync($$"""{"data_backup_uri":"{{uri}}","archive_log_uri":""}"""));

    [Fact]
    public async Task The_source_tenant_is_reported_for_files_and_not_for_object_stores()
    {
        var answer = await Client.PostAsync("/api/v1/restore/source-tenant-info", """{"data_backup_uri":"file:///b/data","archive_log_uri":"file:///b/clog"}""");
        Assert.Equal(("shop", "prod"), ((string?)answer.Data!["tenant_name"], (string?)answer.Data["cluster_name"]));
        Assert.Single(answer.Data["restore_windows"]!["restore_windows"]!.AsArray());
        Refused(500, "Common.Unexpected", await Client.PostAsync("/api/v1/restore/source-tenant-info", """{"data_backup_uri":"oss://b/k?host=h","archive_log_uri":""}"""));
        Panicked(await Client.PostAsync("/api/v1/restore/source-tenant-info", """{"data_backup_uri":"file:///b/data"}"""), Cluster);
    }

    [Fact]
    public async Task The_identity_is_not_checked()
    {
        Cluster.Agents[0].Identity = "MASTER";
        Assert.Equal(200, (await WindowsAsync("""{"data_backup_uri":"oss://b/k?host=h","archive_log_uri":""}""")).Status);
    }

    [Fact]
    public async Task Without_ob_admin_the_request_fails_before_the_panic()
    {
        Cluster.Agents[0].ObAdminPresent = false;
        Refused(500, "Environment.WithoutObAdmin", await WindowsAsync("""{"data_backup_uri":"file:///b/data"}"""));
    }
}
