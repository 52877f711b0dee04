using System;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading;
using System.Threading.Tasks;
using ObshellPS.Tests.Calendar;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>Two simulators share a file: each can restore the backups of the other.</summary>
[Trait("Category", TestCalendar.Category)]
public sealed class BackupStoreTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("obshell-store");

    private string Store => Path.Combine(_folder.FullName, "backups.json");

    public void Dispose() => _folder.Delete(recursive: true);

    private Task<SimulatedCluster> StartAsync(string name, params Tenant[] tenants) => SimulatedCluster.StartAsync(new SimulatorOptions
    {
        ManualClock = true,
        ClusterName = name,
        BackupStore = Store,
        Fixture = ClusterFixture.Single() with { ObAdminPresent = true, Tenants = tenants },
    });

    private static Tenant BackedUp(string name) => new()
    {
        Name = name,
        Backup = TenantBackup.Below("file:///backup/" + name),
        Content = new TenantContent { Databases = ["orders"], RootPassword = "not-for-files" },
    };

    private static Task<TestAnswer> SourceAsync(TestClient client, string tenant) => client.PostAsync("/api/v1/restore/source-tenant-info",
        new JsonObject { ["data_backup_uri"] = $"file:///backup/{tenant}/data", ["archive_log_uri"] = $"file:///backup/{tenant}/clog" });

    [Fact]
    public async Task A_backup_of_one_simulator_can_be_restored_in_another_simulator()
    {
        await using var here = await StartAsync("here", BackedUp("shop"));
        await using var there = await StartAsync("there");
        using var client = new TestClient(there);
        here.Clock.Advance(TimeSpan.FromSeconds(1));
        var source = (await SourceAsync(client, "shop")).Data!;
        Assert.Equal(("shop", "here"), ((string?)source["tenant_name"], (string?)source["cluster_name"]));
        Assert.Single(source["restore_windows"]!["restore_windows"]!.AsArray());

        var body = TestClient.RestoreBody("copy");
        body["data_backup_uri"] = "file:///backup/shop/data";
        body["archive_log_uri"] = "file:///backup/shop/clog";
        await client.PostAsync("/api/v1/tenant/restore", body);
        client.Advance(20);
        Assert.Equal("SUCCEED", there.Dags.Single().State);
        Assert.Equal(["orders"], there.Tenants.Single(t => t.Name == "copy").Content.Databases);
    }

    [Fact]
    public async Task A_backup_that_is_created_after_the_start_is_visible_to_the_other_simulator()
    {
        await using var here = await StartAsync("here", new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///backup/shop") with { Sets = [] } });
        await using var there = await StartAsync("there");
        using var client = new TestClient(there);
        Assert.Equal(500, (await SourceAsync(client, "shop")).Status);
        here.TenantBackups.Start("shop");
        here.Clock.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(200, (await SourceAsync(client, "shop")).Status);
    }

    [Fact]
    public async Task Parallel_writes_lose_nothing()
    {
        string[] names = [.. Enumerable.Range(10, 16).Select(i => "t" + i)];
        using var start = new Barrier(names.Length);
        await Task.WhenAll(names.Select(name => Task.Factory.StartNew(() =>
        {
            var store = new BackupStore(Store);
            start.SignalAndWait();
            store.Write([new StoredTenant { Owner = store.Owner, TenantName = name, ClusterName = "c", Mode = "MYSQL", Sets = [new StoredSet(name, 1, "FULL", false, TestCalendar.Now)] }]);
        }, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        Assert.Equal(names, JsonNode.Parse(await File.ReadAllTextAsync(Store))!.AsArray().Select(t => (string?)t!["tenantName"]).Order());
    }

    [Fact]
    public async Task Passwords_are_not_stored()
    {
        await using var here = await StartAsync("here", BackedUp("shop"));
        here.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.DoesNotContain("not-for-files", await File.ReadAllTextAsync(Store), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_URI_belongs_to_the_tenant_that_wrote_to_it_last()
    {
        await using (var first = await StartAsync("first", BackedUp("shop")))
            first.Clock.Advance(TimeSpan.FromSeconds(1));
        await using var second = await StartAsync("second", BackedUp("shop"));
        second.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("second", (string?)Assert.Single(JsonNode.Parse(await File.ReadAllTextAsync(Store))!.AsArray())!["clusterName"]);
    }

    [Fact]
    public async Task A_file_with_other_content_is_not_changed()
    {
        await File.WriteAllTextAsync(Store, "my diary");
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => StartAsync("here", BackedUp("shop")));
        Assert.Contains("--backup-store", error.Message, StringComparison.Ordinal);
        Assert.Equal("my diary", await File.ReadAllTextAsync(Store));
    }

    [Fact]
    public void A_folder_that_does_not_exist_causes_an_error_at_the_start()
    {
        var error = Assert.Throws<InvalidDataException>(() => new BackupStore(Path.Combine(_folder.FullName, "nosuch", "backups.json")));
        Assert.Contains("nosuch", error.Message, StringComparison.Ordinal);
    }
}
