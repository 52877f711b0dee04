using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>PROTOCOL-BACKUP 3, 7 and 8: what the agent reports about the backups of a tenant.</summary>
public sealed class BackupReadTests : SimulatorTest
{
    protected override SimulatorOptions Options => new()
    {
        ManualClock = true,
        Fixture = ClusterFixture.Single() with
        {
            Tenants =
            [
                new Tenant
                {
                    Name = "shop",
                    Backup = TenantBackup.Below("file:///backup/shop") with
                    {
                        Sets = [new BackupSet { Age = TimeSpan.FromHours(2), Type = "INC", PlusArchivelog = true, EncryptionMode = "PASSWORD" }, new BackupSet()],
                    },
                },
            ],
        },
    };

    private Task<TestAnswer> ReadAsync(string route, string tenant = "shop") => Client.GetAsync($"/api/v1/tenant/{tenant}/backup/{route}");

    [Fact]
    public async Task Jobs_are_listed_newest_first_and_their_ids_grow()
    {
        var rows = (await ReadAsync("tasks")).Contents;
        Assert.Equal([2L, 1L], rows.Select(r => (long)r!["job_id"]!));
        Assert.Equal(("INC", "ON", "COMPLETED", "file:///backup/shop/data"), ((string?)rows[0]!["backup_type"], (string?)rows[0]!["plus_archivelog"], (string?)rows[0]!["status"], (string?)rows[0]!["path"]));
        Assert.Equal(("FULL", "OFF"), ((string?)rows[1]!["backup_type"], (string?)rows[1]!["plus_archivelog"]));
    }

    [Fact]
    public async Task The_overview_shows_the_backup_that_started_last()
    {
        var status = (await ReadAsync("overview")).Data!["status"]!;
        Assert.Equal((2L, "COMPLETED", "PASSWORD"), ((long)status["job_id"]!, (string?)status["status"], (string?)status["encryption_mode"]));
        var job = Cluster.TenantBackups.Jobs("shop")[1];
        Assert.Equal(((job.StartedAt.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100, (job.EndedAt!.Value.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100), ((long)status["start_scn"]!, (long)status["end_scn"]!));
    }

    [Fact]
    public async Task The_log_archive_runs_with_a_short_delay()
    {
        var round = (await ReadAsync("log/tasks")).Contents.Single()!;
        Assert.Equal(("DOING", "file:///backup/shop/clog", ""), ((string?)round["status"], (string?)round["path"], (string?)round["tenant_name"]));
        Assert.InRange((double)round["delay"]!, 2, 3);
        var before = (string?)(await ReadAsync("info")).Data!["lastest_archive_log_checkpoint"];
        Client.Advance(10);
        Assert.NotEqual(before, (string?)(await ReadAsync("info")).Data!["lastest_archive_log_checkpoint"]);
        Assert.InRange((double)(await ReadAsync("info")).Data!["archive_log_delay"]!, 2, 3);
    }

    public static TheoryData<string, string> Unreadable => new()
    {
        { "azblob://lab/shop", "invalid uri protocol" },
        { "file:///backup/shop?zone=zone1", "invalid file path, contains invalid character '?'" },
    };

    [Theory]
    [MemberData(nameof(Unreadable))]
    public async Task One_unreadable_destination_hides_both_destinations(string uri, string why)
    {
        Cluster.TenantBackups.Set("shop", TenantBackup.Below("file:///backup/shop") with { DataUri = uri });
        var answer = await ReadAsync("config/storage");
        Refused(400, "OB.Storage.URI.Invalid", answer);
        Assert.EndsWith(why, answer.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_named_like_a_key_hides_both_destinations_without_an_error()
    {
        Cluster.TenantBackups.Set("shop", TenantBackup.Below("file:///backup/access_key"));
        var answer = await ReadAsync("config/storage");
        Assert.Equal((200, true, null), (answer.Status, answer.HasData, answer.Data));
    }

    [Theory]
    [InlineData("STOP")]
    [InlineData("INTERRUPTED")]
    [InlineData("SUSPENDING")]
    public async Task A_stopped_log_archive_has_no_tasks_but_still_has_a_checkpoint(string status)
    {
        Cluster.TenantBackups.Set("shop", TenantBackup.Below("file:///backup/shop") with { Archive = status, ArchiveIdle = TimeSpan.FromHours(3) });
        Assert.Empty((await ReadAsync("log/tasks")).Contents);
        Assert.InRange((double)(await ReadAsync("info")).Data!["archive_log_delay"]!, 10_798, 10_801);
    }

    public static TheoryData<TenantBackup, string> Impossible => new()
    {
        { new TenantBackup { Archive = "RUNNING" }, "RUNNING" },
        { new TenantBackup { Sets = [new BackupSet { Status = "DOING" }] }, "DOING" },
        { new TenantBackup { Sets = [new BackupSet { Type = "FULLY" }] }, "FULLY" },
    };

    [Theory]
    [MemberData(nameof(Impossible))]
    public void A_state_that_does_not_exist_in_OceanBase_is_refused(TenantBackup backup, string word) =>
        Assert.Contains($"'{word}'", Assert.Throws<ArgumentException>(() => Cluster.TenantBackups.Set("shop", backup)).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Four_routes_report_a_tenant_without_backups_in_four_ways()
    {
        Cluster.AddTenant(new Tenant { Name = "bare" });
        Assert.Equal("", (string?)(await ReadAsync("config/storage", "bare")).Data!["data_base_uri"]);
        Assert.Equal(["tenant_id"], ((IDictionary<string, System.Text.Json.Nodes.JsonNode?>)(await ReadAsync("info", "bare")).Data!.AsObject()).Keys);
        Assert.Empty((await ReadAsync("tasks", "bare")).Contents);
        Refused(404, "Task.NotFound", await ReadAsync("overview", "bare"));
    }

    [Fact]
    public async Task A_new_tenant_with_the_name_of_a_dropped_tenant_has_no_backups()
    {
        Cluster.RemoveTenant("shop");
        Cluster.AddTenant(new Tenant { Name = "shop" });
        Assert.Empty((await ReadAsync("tasks")).Contents);
    }

    [Fact]
    public async Task The_time_zone_of_the_database_session_shifts_all_times_but_not_the_SCNs()
    {
        var shown = (string?)(await ReadAsync("overview")).Data!["status"]!["start_timestamp"];
        Cluster.SessionUtcOffset = TimeSpan.FromHours(8);
        var status = (await ReadAsync("overview")).Data!["status"]!;
        Assert.Equal(TimeSpan.FromHours(8), Time(status["start_timestamp"]) - Time(shown));
        Assert.Equal((Cluster.TenantBackups.Jobs("shop")[1].StartedAt.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100, (long)status["start_scn"]!);

        static DateTimeOffset Time(System.Text.Json.Nodes.JsonNode? text) => DateTimeOffset.Parse((string)text!, System.Globalization.CultureInfo.InvariantCulture);
    }
}
