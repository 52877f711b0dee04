using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Unattended;

/// <summary>
/// The example weekly-drill, complete. One backup is corrupt, one is too slow, one has no room, one has old data, and the first run is
/// killed. Each result has its own verdict. Only tenants of drills are dropped, and every leftover is reported.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Unattended")]
public sealed class WeeklyDrillTests : RunbookTest, IDisposable
{
    private const string Reader = "Reader#pw1";

    private static readonly string Script = Path.Combine(Examples, "weekly-drill", "Invoke-WeeklyDrill.ps1");
    private static readonly string Sources = Path.Combine(Examples, "weekly-drill", "sources.csv");

    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-weekly-").FullName;

    private string History => Path.Combine(folder, "history.jsonl");

    protected override SimulatorOptions Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        TimeScale = 100,
        SqlPort = 0,
        ClusterName = "weekly",
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Cluster.AddUnitConfig(new UnitConfig { Name = "large", MaxCpu = 13, MinCpu = 13, MemorySize = 8L << 30 });
        foreach (string[] row in File.ReadAllLines(Sources).Skip(1).Select(l => l.Split(',')))
        {
            DateTimeOffset newest = Cluster.Clock.StartedAt - TimeSpan.FromMinutes(10);
            DateTimeOffset data = row[0] == "ledger" ? newest - TimeSpan.FromDays(3) : newest;
            Cluster.AddTenant(new Tenant { Name = row[0] });
            Cluster.AddBackup(new Backup
            {
                DataUri = row[1],
                TenantName = row[0],
                Windows = [new RestoreWindow(newest - TimeSpan.FromDays(7), newest)],
                Content = new TenantContent { Users = new Dictionary<string, string> { ["reader"] = Reader }, Answers = row[4].Length == 0 ? [] : [SqlAnswer.Of(row[4], data)] },
                Behaviour = row[0] switch
                {
                    "billing" => new RestoreBehaviour { JobFails = true, FailComment = "macro block checksum error, ret=-4103" },
                    "payroll" => new RestoreBehaviour { Duration = TimeSpan.FromHours(40) },
                    _ => null,
                },
            });
        }

        // A user's own tenant, whose name looks like the name of a drill tenant.
        Cluster.AddTenant(new Tenant { Name = "drill_orders_mine" });
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_of_ten_drills_has_its_verdict_and_only_tenants_of_drills_are_dropped()
    {
        string[] before = [.. Cluster.Tenants.Select(t => t.Name)];

        // Two drills run at the same time. So a slow drill was also running when the script was killed.
        string[] cut = await KillAtAsync("payroll", "crm");

        (int code, string output, string error) = await RunAsync();

        string[] lines = output.Split('\n', StringSplitOptions.TrimEntries);
        Assert.Equal(2, code);
        Assert.True(error.Contains("6 of 12 drills did not prove their backup", StringComparison.Ordinal), output + error);
        string[] expected =
        [
            "billing Failed RestoreJobFailed Dropped",
            "crm Interrupted DrillInterrupted LeftBehind",
            "crm Passed Dropped",
            "ledger Failed DataTooOld Dropped",
            "orders Passed Dropped",
            "payroll Failed TooSlow Dropped",
            "payroll Interrupted DrillInterrupted LeftBehind",
            "search Passed Dropped",
            "stock Passed Dropped",
            "warehouse Skipped NoCapacity NothingMade",
            "web Passed Dropped",
            "wiki Passed Dropped",
        ];
        Assert.Equal(expected, lines.Where(l => expected.Select(t => t.Split(' ')[0] + " ").Any(n => l.StartsWith(n, StringComparison.Ordinal))).Select(l => l.Replace("  ", " ", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        // The report has the reason of each result.
        string page = await File.ReadAllTextAsync(Path.Combine(folder, "weekly-drill.html"));
        Assert.All(["RestoreJobFailed", "TooSlow", "NoCapacity", "DataTooOld", "DrillInterrupted", "macro block checksum error", .. cut], w => Assert.Contains(w, page, StringComparison.Ordinal));
        Assert.Contains("<testsuite", await File.ReadAllTextAsync(Path.Combine(folder, "weekly-drill.xml")), StringComparison.Ordinal);

        // Earlier tenants still exist. Each dropped tenant had been restored by a drill of this example.
        string[] restored = [.. Cluster.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE ", StringComparison.Ordinal)).Select(s => s.Split("RESTORE ")[1].Split(' ')[0])];
        string[] dropped = [.. Cluster.Sql.Statements.Where(s => s.StartsWith("DROP TENANT ", StringComparison.Ordinal)).Select(s => s.Split(' ')[2])];
        Assert.NotEmpty(dropped);
        Assert.All(dropped, d => Assert.Contains(d, restored));
        Assert.All(restored, r => Assert.Matches("^drill_[a-z]+_[0-9]{12}_[0-9a-f]{8}$", r));
        Assert.Empty(dropped.Intersect(cut));
        Assert.Equal([.. before, .. cut], Cluster.Tenants.Select(t => t.Name));
        Assert.All(Cluster.ResourcePools, p => Assert.Contains(cut, c => p.Name.StartsWith(c + "_zone", StringComparison.Ordinal)));
        Assert.Equal([$"left: {cut[0]} of payroll, DAG", $"left: {cut[1]} of crm, DAG"], lines.Where(l => l.StartsWith("left: ", StringComparison.Ordinal)).Select(l => l[..(l.IndexOf("DAG", StringComparison.Ordinal) + 3)]));

        // Leftovers are found and removed by the cmdlets.
        using var session = new HostedSession();
        session.Connect(Cluster, ConnectedSession.RootPassword);
        session.Invoke("Get-ObDrillLeftover $args[0] | Remove-ObDrillLeftover -Confirm:$false", History).ThrowIfFailed();
        Assert.Equal(before, Cluster.Tenants.Select(t => t.Name));
        Assert.Empty(Cluster.ResourcePools);
    }

    /// <summary>Starts the script and kills its process when the restores of these sources are all running.</summary>
    /// <returns>The tenants that the drills were restoring.</returns>
    private async Task<string[]> KillAtAsync(params string[] sources)
    {
        var reached = new TaskCompletionSource<string[]>(TaskCreationOptions.RunContinuationsAsynchronously);
        var killed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag/1",
            Times = int.MaxValue,
            Custom = async _ =>
            {
                string[] made = [.. sources.Select(s => Cluster.RestoreJobs.FirstOrDefault(j => j.TenantName.StartsWith($"drill_{s}_", StringComparison.Ordinal))).OfType<RestoreJob>().Select(j => j.TenantName)];
                if (made.Length < sources.Length)
                {
                    return false;
                }

                reached.TrySetResult(made);
                await killed.Task;
                return true;
            },
        });

        // A time limit that is never reached, even on a busy machine.
        using ScriptProcess run = Start("1 h");
        Task<(int, string, string)> end = run.EndAsync();
        Assert.True(await Task.WhenAny(reached.Task, end) == reached.Task, "It ended before it was killed.");
        run.Kill();
        killed.TrySetResult();
        await end;
        Cluster.Faults.Clear();
        return await reached.Task;
    }

    private async Task<(int ExitCode, string Output, string Error)> RunAsync()
    {
        using ScriptProcess run = Start("10 s");
        return await run.EndAsync();
    }

    private ScriptProcess Start(string maxDuration) => ScriptProcess.Start(
        Cluster, Script, Stubs, new Dictionary<string, string> { [TestVariables.Reader] = Reader, [TestVariables.StateHome] = folder },
        "Server", Server, "Sources", Sources, "HistoryPath", History, "ReportFolder", folder, "MaxDuration", maxDuration,

        // The simulated OceanBase has no certificate, and the requests to its agents use plain HTTP.
        "SqlTls", "None", "SqlServer", "127.0.0.1,127.0.0.2,127.0.0.3");
}
