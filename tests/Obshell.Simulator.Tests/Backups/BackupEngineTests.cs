using System;
using System.Linq;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>PROTOCOL-BACKUP 4 and 5: OceanBase makes the backup, and the DAG of the agent only watches it.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class BackupEngineTests : BackupTest
{
    public static TheoryData<BackupBehaviour, string> Ends => new()
    {
        { new BackupBehaviour(), "COMPLETED" },
        { new BackupBehaviour { FailResult = 4184, FailComment = "No space left on device" }, "FAILED" },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task The_DAG_succeeds_whether_the_backup_succeeds_or_fails(BackupBehaviour behaviour, string status)
    {
        Behave(behaviour);
        await StartAsync();
        Client.Advance(20);
        Assert.Equal(("SUCCEED", "RUN"), (LastDag.State, LastDag.Operator));
        Assert.EndsWith("backup finished", Logs(4), StringComparison.Ordinal);
        Assert.Equal((2L, status), await OverviewAsync());
    }

    [Fact]
    public async Task Until_a_late_row_appears_the_previous_backup_is_shown_and_a_cancel_has_no_effect()
    {
        Behave(new BackupBehaviour { RowDelay = TimeSpan.FromSeconds(30) });
        await StartAsync();
        Client.Advance(10);
        Assert.Equal("SUCCEED", LastDag.State);
        Assert.Equal((1L, "COMPLETED"), await OverviewAsync());
        Assert.Equal(200, (await CancelAsync()).Status);
        Assert.Equal(0, Sent("CANCEL BACKUP"));
        Client.Advance(26);
        Assert.Equal((2L, "BACKUP_USER_META"), await OverviewAsync());
    }

    [Fact]
    public async Task The_agent_stops_waiting_after_one_hour_and_OceanBase_continues_the_backup()
    {
        Behave(new BackupBehaviour { Duration = TimeSpan.FromHours(2) });
        await StartAsync();
        Client.Advance(3620);
        Assert.Equal(("FAILED", 4), (LastDag.State, LastDag.Stage));
        Assert.True(Newest.IsRunning);
        await Client.OperateAsync(LastDag.Id, "RETRY");
        Client.Advance(3590);
        Assert.Equal(("SUCCEED", "COMPLETED"), (LastDag.State, Newest.Status));
        Assert.Equal(1, Sent("BACKUP TENANT"));
    }

    [Fact]
    public async Task A_lost_destination_fails_the_backup_and_interrupts_the_log_archive()
    {
        Behave(new BackupBehaviour { Duration = TimeSpan.FromMinutes(10) });
        await StartAsync();
        Client.Advance(20);
        Behave(new BackupBehaviour { DestinationUnreachable = true });
        Client.Advance(2);
        Assert.Equal(("FAILED", 4009, "INTERRUPTED"), (Newest.Status, Newest.Result, Archive));
        await PatchConfigAsync("""{"data_base_uri":"file:///backup/shop/data"}""");
        Client.Advance(3);
        Assert.Equal(("FAILED", 1), (LastDag.State, LastDag.Stage));
        Assert.Contains("check write permission", Logs(1), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancel_and_rollback_of_the_DAG_do_not_stop_the_backup()
    {
        Behave(new BackupBehaviour { Duration = TimeSpan.FromMinutes(1) });
        await StartAsync();
        Client.Advance(10);
        await Client.OperateAsync(LastDag.Id, "CANCEL");
        Client.Advance(3);
        Assert.Equal(("FAILED", "CANCEL"), (LastDag.State, LastDag.Operator));
        await Client.OperateAsync(LastDag.Id, "ROLLBACK");
        Client.Advance(12);
        Assert.Equal(("SUCCEED", "ROLLBACK", true), (LastDag.State, LastDag.Operator, Newest.IsRunning));
        Client.Advance(60);
        Assert.Equal("COMPLETED", Newest.Status);
    }

    [Fact]
    public async Task After_a_lost_answer_the_DAG_exists_and_a_second_request_creates_another_DAG()
    {
        Cluster.Faults.Add(FaultKind.DropAfterHandler, "POST", "/api/v1/tenant/shop/backup");
        await Assert.ThrowsAnyAsync<Exception>(() => StartAsync());
        await StartAsync();
        Client.Advance(20);
        Assert.Equal(2, Cluster.Dags.Count(d => d.Name == "Obcluster start full backup for shop"));
        Assert.Equal(["SUCCEED", "FAILED"], Cluster.Dags.Select(d => d.State));
    }

    [Fact]
    public async Task A_cancel_request_with_an_empty_body_cancels_the_backup()
    {
        Behave(new BackupBehaviour { Duration = TimeSpan.FromMinutes(1) });
        await StartAsync();
        Client.Advance(10);
        Assert.False((await CancelAsync()).HasData);
        Assert.Equal((2L, "CANCELING"), await OverviewAsync());
        Client.Advance(3);
        Assert.Equal(("CANCELED", 4072), (Newest.Status, Newest.Result));
    }

    [Fact]
    public async Task An_incremental_backup_without_a_full_backup_becomes_a_full_backup()
    {
        Cluster.TenantBackups.Set("shop", TenantBackup.Below("file:///backup/shop") with { Sets = [] });
        foreach (var type in new[] { "FULL", "INC" })
        {
            await StartAsync("""{"mode":"Incremental"}""");
            Client.Advance(20);
            Assert.Equal(type, Newest.Type);
        }
        Assert.Equal(2, Sent("ALTER SYSTEM BACKUP INCREMENTAL TENANT = shop"));
    }

    [Fact]
    public async Task In_the_statement_only_the_double_quotes_of_a_password_are_escaped()
    {
        await StartAsync("""{"encryption":"a\"b\\","plus_archive":true}""");
        Client.Advance(20);
        Assert.Equal("""SET ENCRYPTION ON IDENTIFIED BY "a\"b\" ONLY; ALTER SYSTEM BACKUP TENANT = shop PLUS ARCHIVELOG""", Cluster.Sql.Statements[^1]);
        Assert.Equal(("PASSWORD", true), (Newest.EncryptionMode, Newest.PlusArchivelog));
        Assert.DoesNotContain(LastDag.Nodes.SelectMany(n => n.Logs), l => l.Contains("a\"b", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_backup_DAG_is_not_in_the_lists_of_unfinished_DAGs()
    {
        Behave(new BackupBehaviour { SqlError = "Error 9040 (HY000): no" });
        await StartAsync();
        Assert.Single((await Client.GetAsync("/api/v1/task/dag/unfinish")).Contents);
        Client.Advance(10);
        Assert.Equal("FAILED", LastDag.State);
        Assert.Null((await Client.GetAsync("/api/v1/task/dag/unfinish")).Data!["contents"]);
        Assert.Single((await Client.GetAsync("/api/v1/task/dags/ob")).Contents);
    }

    [Fact]
    public async Task A_backup_that_an_administrator_starts_has_no_DAG()
    {
        Cluster.TenantBackups.Start("shop");
        Assert.Equal((2L, "INIT"), await OverviewAsync());
        Assert.Empty(Cluster.Dags);
    }

    [Fact]
    public async Task A_time_filter_compares_the_times_that_the_agent_shows()
    {
        Cluster.SessionUtcOffset = TimeSpan.FromHours(8);
        var future = Uri.EscapeDataString(Cluster.Clock.UtcNow.AddHours(-24 + 7).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture));
        Assert.Single((await GetAsync("tasks?start_time=" + future)).Contents);
        Cluster.SessionUtcOffset = TimeSpan.Zero;
        Assert.Empty((await GetAsync("tasks?start_time=" + future)).Contents);
    }

    [Theory]
    [InlineData("", 3)]
    [InlineData("sort=start_timestamp", 3)]
    [InlineData("sort=start_timestamp,asc", 1)]
    [InlineData("sort=nonsense,asc", 1)]
    [InlineData("sort=end_timestamp,desc", 2)]
    [InlineData("sort=end_timestamp,asc", 1)]
    public async Task Tasks_are_sorted_and_tasks_without_an_end_come_last(string sort, long first)
    {
        Cluster.TenantBackups.Start("shop");
        Client.Advance(10);
        Behave(new BackupBehaviour { Duration = TimeSpan.FromMinutes(1) });
        Cluster.TenantBackups.Start("shop");
        var rows = (await GetAsync("tasks?" + sort)).Contents;
        Assert.Equal((first, 3), ((long)rows[0]!["job_id"]!, rows.Count));
        if (sort.StartsWith("sort=end", StringComparison.Ordinal))
            Assert.Equal(3L, (long)rows[2]!["job_id"]!);
    }
}
