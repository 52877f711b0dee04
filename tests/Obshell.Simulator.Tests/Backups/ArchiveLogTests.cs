using System;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>PROTOCOL-BACKUP 6: the effect of a requested status depends on the state of the log archive.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class ArchiveLogTests : BackupTest
{
    private const string Enable = "LOG_ARCHIVE_DEST_STATE='ENABLE'";
    private const string Defer = "LOG_ARCHIVE_DEST_STATE='DEFER'";
    private const string Open = " ARCHIVELOG TENANT";
    private const string Close = "NOARCHIVELOG TENANT";

    [Theory]
    [InlineData("STOP", "doing", "PREPARE", 1, 1, 0, 0)]
    [InlineData("STOP", "stop", "STOP", 0, 0, 0, 0)]
    [InlineData("STOP", "suspend", "STOP", 0, 0, 0, 1)]
    [InlineData("DOING", "doing", "DOING", 0, 0, 0, 0)]
    [InlineData("DOING", "Stop", "STOPPING", 0, 0, 1, 0)]
    [InlineData("DOING", null, "STOPPING", 0, 0, 1, 0)]
    [InlineData("DOING", "", "STOPPING", 0, 0, 1, 0)]
    [InlineData("DOING", "suspend", "SUSPENDING", 0, 0, 0, 1)]
    [InlineData("SUSPEND", "doing", "BEGINNING", 1, 0, 0, 0)]
    [InlineData("SUSPEND", "stop", "STOPPING", 0, 0, 1, 0)]
    [InlineData("INTERRUPTED", "suspend", "SUSPENDING", 0, 0, 0, 1)]
    public async Task The_statements_depend_on_the_requested_status_and_the_archive_state(string before, string? word, string after, int enable, int open, int close, int defer)
    {
        Cluster.TenantBackups.Set("shop", TenantBackup.Below("file:///backup/shop") with { Archive = before });
        var answer = await TurnLogAsync(word);
        Assert.Equal((200, false), (answer.Status, answer.HasData));
        Assert.Equal(after, Archive);
        Assert.Equal((enable, open, close, defer), (Sent(Enable), Sent(Open), Sent(Close), Sent(Defer)));
    }

    [Theory]
    [InlineData("doing")]
    [InlineData("stop")]
    public async Task A_request_for_an_interrupted_archive_gets_500_until_the_archive_is_configured_again(string word)
    {
        Cluster.TenantBackups.InterruptArchive("shop");
        Refused(500, "Common.Unexpected", await TurnLogAsync(word));
        await PatchConfigAsync("""{"archive_base_uri":"file:///backup/shop/clog"}""");
        Client.Advance(10);
        Assert.Equal("STOP", Archive);
        await TurnLogAsync("doing");
        Client.Advance(3);
        Assert.Equal("DOING", Archive);
    }

    [Fact]
    public async Task An_archive_that_was_never_opened_is_opened_only_by_a_backup()
    {
        Cluster.TenantBackups.SetDestinations("bare", "file:///backup/bare/data", "file:///backup/bare/clog");
        Assert.Equal(200, (await TurnLogAsync("doing", "bare")).Status);
        Assert.Empty(Cluster.Sql.Statements);
        Assert.Empty(Cluster.TenantBackups.Rounds("bare"));
        await StartAsync(tenant: "bare");
        Client.Advance(10);
        Assert.Equal("DOING", Assert.Single(Cluster.TenantBackups.Rounds("bare")).Status);
    }

    [Fact]
    public async Task A_backup_cannot_open_an_archive_whose_destination_is_deferred()
    {
        Cluster.TenantBackups.Set("shop", TenantBackup.Below("file:///backup/shop") with { Archive = "STOP" });
        await TurnLogAsync("suspend");
        await StartAsync();
        Client.Advance(60);
        Assert.Equal(("RUNNING", 2, "PREPARE"), (LastDag.State, LastDag.Stage, Archive));
        Client.Advance(3600);
        Assert.Equal(("FAILED", 2), (LastDag.State, LastDag.Stage));
    }

    [Fact]
    public async Task Stop_and_start_begin_a_new_archive_round_and_a_pause_does_not()
    {
        foreach (var (word, rounds) in new[] { ("suspend", 1), ("doing", 1), ("stop", 1), ("doing", 2) })
        {
            await TurnLogAsync(word);
            Client.Advance(5);
            Assert.Equal(rounds, Cluster.TenantBackups.Rounds("shop").Count);
        }
        Assert.Equal("DOING", Archive);
    }

    [Fact]
    public async Task An_archive_shows_its_lag()
    {
        Behave(new BackupBehaviour { ArchiveLag = TimeSpan.FromHours(1) });
        Assert.InRange((double)(await GetAsync("info")).Data!["archive_log_delay"]!, 3599, 3601);
        Behave(new BackupBehaviour { ArchiveNeverOpens = true });
        await TurnLogAsync("stop");
        Client.Advance(5);
        await TurnLogAsync("doing");
        Client.Advance(600);
        var round = Assert.Single((await GetAsync("log/tasks")).Contents)!;
        Assert.Equal(("PREPARE", "0001-01-01T00:00:00Z"), ((string?)round["status"], (string?)round["checkpoint"]));
        Assert.True((double)round["delay"]! > 1.5e9);
    }

    [Fact]
    public async Task A_request_for_all_tenants_stops_at_the_first_tenant_that_refuses_it()
    {
        Cluster.TenantBackups.Set("bare", TenantBackup.Below("file:///backup/bare"));
        Cluster.TenantBackups.InterruptArchive("shop");
        Refused(500, "Common.Unexpected", await Client.SendAsync("PATCH", "/api/v1/obcluster/backup/log"));
        Assert.Equal("DOING", Cluster.TenantBackups.Rounds("bare")[^1].Status);
    }
}
