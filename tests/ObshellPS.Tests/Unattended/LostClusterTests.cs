using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Unattended;

/// <summary>
/// The example lost-cluster, complete. Cluster A has twenty tenants. Its plan is written, and then the cluster is lost. Cluster B has other
/// zones and too little room for all tenants. The plan is checked, five tenants are excluded, and the run is killed twice. At the end each
/// tenant that can be restored is restored once.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Unattended")]
public sealed class LostClusterTests : RunbookTest, IDisposable
{
    private static readonly string[] Restorable =
        ["billing", "crm", "erp", "finance", "hr", "inventory", "ledger", "mail", "orders", "payroll", "portal", "search", "shop", "stock"];

    private static readonly string[] LowPriority = ["test_1", "test_2", "test_3", "test_4", "test_5"];

    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-lost-").FullName;

    private string Plan => Path.Combine(folder, "production.json");

    private string Report => Path.Combine(folder, "recovery.html");

    /// <summary>Cluster B: one server for each zone, with room for fourteen units of one core.</summary>
    protected override SimulatorOptions Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        TimeScale = 50,
        ClusterName = "spare",
        BackupStore = Path.Combine(folder, "backups.json"),
        Fixture = ClusterFixture.Single() with
        {
            ObAdminPresent = true,
            Zones = [.. new[] { "z_a", "z_b", "z_c" }.Select((z, i) => new Zone { Name = z, Servers = [new Server { Ip = "127.0.0." + (i + 1) }] })],
            UnitConfigs = [],
        },
    };

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Fourteen_of_twenty_tenants_are_restored_once_each_and_the_report_says_what_is_lost()
    {
        await ExportAndLoseAsync();
        foreach (string tenant in Restorable)
        {
            Cluster.SetBehaviour(tenant, new RestoreBehaviour { Duration = TimeSpan.FromSeconds(60) });
        }

        // The plan is checked as a whole, so no restore starts.
        (int code, string output, string error) = await RunAsync();
        Assert.True(code == 1 && OneLine(error).Contains("-Exclude test_1, test_2, test_3, test_4, test_5 excludes them", StringComparison.Ordinal), output + error);
        Assert.Empty(Restored);

        // Five tenants are excluded, and the run is killed twice.
        await KillAtAsync(3);
        await KillAtAsync(9);
        (code, output, error) = await RunAsync("Exclude", "test_*");

        Assert.True(code == 2 && error.Contains("1 of 20 tenants are not restored: news", StringComparison.Ordinal), output + error);
        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        string[] expected = [.. Restorable.Select(t => t + " Restored"), "news Skipped NoBackup", .. LowPriority.Select(t => t + " Skipped LeftOut")];
        Assert.Equal(expected.Order(StringComparer.Ordinal), lines.Where(l => expected.Contains(l, StringComparer.Ordinal)).Order(StringComparer.Ordinal));

        // Each tenant is restored once, with the layout of the plan. The tenants with high priority are among the first four.
        Assert.Equal(Restorable, Restored.Order(StringComparer.Ordinal));
        Assert.Equal(["billing", "orders"], Restored.Take(4).Intersect(["billing", "orders"]).Order(StringComparer.Ordinal));
        Assert.Equal("ORACLE", Cluster.Tenants.Single(t => t.Name == "ledger").Mode);
        Assert.Contains("READONLY{1}@z_c", Cluster.Tenants.Single(t => t.Name == "inventory").Locality, StringComparison.Ordinal);

        // The report says which data is lost.
        string page = await File.ReadAllTextAsync(Report);
        Assert.Contains("14 of 20 tenants are restored: 6 were skipped.", page, StringComparison.Ordinal);
        Assert.Contains("All data is lost: there is no complete backup.", page, StringComparison.Ordinal);
        JsonNode mail = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "backups.json")))!.AsArray().Single(t => (string?)t!["tenantName"] == "mail")!;
        string stopped = ((DateTimeOffset)mail["rounds"]![0]!["checkpoint"]!).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Assert.Contains($"Data that was written after {stopped} is lost.", page, StringComparison.Ordinal);
    }

    private string[] Restored => [.. Cluster.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE ", StringComparison.Ordinal)).Select(s => s.Split("RESTORE ")[1].Split(' ')[0])];

    /// <summary>Writes the plan of cluster A, and stops the cluster.</summary>
    private async Task ExportAndLoseAsync()
    {
        await using SimulatedCluster lost = await SimulatedCluster.StartAsync(new SimulatorOptions
        {
            RootPassword = ConnectedSession.RootPassword,
            ClusterName = "production",
            BackupStore = Path.Combine(folder, "backups.json"),
            Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
        });
        foreach (string name in Restorable.Append("news").Concat(LowPriority))
        {
            TenantBackup backup = TenantBackup.Below("file:///backup/" + name);
            string locality = name == "inventory" ? "FULL{1}@zone1, FULL{1}@zone2, READONLY{1}@zone3" : LowPriority.Contains(name) ? "FULL{1}@zone1" : "FULL{1}@zone1, FULL{1}@zone2";
            lost.AddTenant(new Tenant
            {
                Name = name,
                Mode = name == "ledger" ? "ORACLE" : "MYSQL",
                PrimaryZone = "zone1",
                Locality = locality,
                Backup = name == "news" ? backup with { Sets = [] } : name == "mail" ? backup with { Archive = "STOP", ArchiveIdle = TimeSpan.FromHours(3) } : backup,
            });
            lost.AddResourcePool(new ResourcePool { Name = name + "_pool", Zone = string.Join(';', locality.Split(", ").Select(l => l.Split('@')[1])), UnitConfig = "s1", Tenant = name });
        }

        using ScriptProcess run = ScriptProcess.Start(
            lost, Path.Combine(Examples, "lost-cluster", "Export-NightlyPlan.ps1"), Stubs, NoVariables,
            "Server", string.Join(',', lost.Agents.Select(a => a.Uri.Authority)), "Path", Plan, "First", "orders,billing");
        (int code, string output, string error) = await run.EndAsync();
        Assert.True(code == 0 && output.Contains("orders Protected", StringComparison.Ordinal), output + error);
    }

    /// <summary>Starts the script and kills its process after this number of restores was started.</summary>
    private async Task KillAtAsync(int restores)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag",
            Times = int.MaxValue,
            Custom = async _ =>
            {
                if (Restored.Length < restores)
                {
                    return false;
                }

                reached.TrySetResult();
                await killed.Task;
                return true;
            },
        });
        using ScriptProcess run = Start("Exclude", "test_*");
        Task<(int, string Output, string Error)> end = run.EndAsync();
        Assert.True(await Task.WhenAny(reached.Task, end) == reached.Task, "It ended before it was killed.");
        run.Kill();
        killed.TrySetResult();
        await end;
        Cluster.Faults.Clear();
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync(params string[] more)
    {
        using ScriptProcess run = Start(more);
        return await run.EndAsync();
    }

    /// <summary>The error as one line, because the shell breaks long messages at the width of its window.</summary>
    private static string OneLine(string error) => string.Join(' ', error.Split('\n', StringSplitOptions.TrimEntries).Select(l => l.TrimStart('|', ' ')));

    private ScriptProcess Start(params string[] more) => ScriptProcess.Start(
        Cluster, Path.Combine(Examples, "lost-cluster", "Restore-LostCluster.ps1"), Stubs, NoVariables,
        ["Server", Server, "Path", Plan, "ReportPath", Report, "ZoneMap", "zone1=z_a,zone2=z_b,zone3=z_c", .. more]);
}
