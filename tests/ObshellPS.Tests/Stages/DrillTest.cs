using System;
using System.Collections;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stages;

/// <summary>
/// Drills on a cluster with a fast clock, so that a restore takes only one or two polls. The sources are simulated backups that set the
/// behaviour of their restores, because the tenant name of a drill is not known before it runs.
/// </summary>
[Trait("Category", TestCalendar.Category)]
public abstract class DrillTest : CmdletTest
{
    protected const string Checked = "Invoke-ObRestoreDrill -ZoneList zone1:s1:1";

    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-drill-").FullName;

    protected override SimulatorOptions? Options => new() { RootPassword = ConnectedSession.RootPassword, TimeScale = TimeScale, ClusterName = NewClusterName() };

    /// <summary>Virtual seconds for each real second.</summary>
    protected virtual double TimeScale => 100;

    /// <summary>A history file that only this test writes.</summary>
    protected string History => Path.Combine(folder, "history.jsonl");

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        Cluster.Agents[0].ObAdminPresent = true;
        Session.SetVariable("history", History);
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>The user's journal contains the drills of all tests. It separates clusters by name, so each test uses a new name.</summary>
    protected static string NewClusterName() => "c" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>Adds a backup to the cluster and returns a row for it.</summary>
    protected Hashtable Source(string name, RestoreBehaviour? behaviour = null, TimeSpan? newestAge = null)
    {
        DateTimeOffset newest = Cluster.Clock.StartedAt - (newestAge ?? TimeSpan.FromMinutes(2));
        Cluster.AddBackup(new Backup
        {
            DataUri = $"file:///backup/{name}/data",
            TenantName = name,
            Windows = [new RestoreWindow(newest - TimeSpan.FromDays(7), newest)],
            Behaviour = behaviour,
        });
        return new Hashtable { ["Name"] = name, ["DataBackupUri"] = $"file:///backup/{name}/data", ["ArchiveLogUri"] = $"file:///backup/{name}/clog" };
    }

    /// <summary>
    /// A point to which every source of <see cref="Source"/> can be restored: two days before the cluster started, in whole seconds.
    /// </summary>
    protected DateTimeOffset PointOfAllSources => DateTimeOffset.FromUnixTimeSeconds(Cluster.Clock.StartedAt.ToUnixTimeSeconds()).AddDays(-2).ToOffset(TimeSpan.FromHours(8));

    /// <summary>
    /// The tenant of the newest drill, read from the history. The history has the tenant before the restore is requested.
    /// </summary>
    protected string Begun => (string)JsonNode.Parse(File.ReadLines(History).Last(l => l.StartsWith("{\"kind\":\"begun\"", StringComparison.Ordinal)))!["tenant"]!;

    /// <summary>The dropped tenants, read from the statements that OceanBase received.</summary>
    protected IReadOnlyList<string> Dropped => [.. Cluster.Sql.Statements.Where(s => s.StartsWith("DROP TENANT ", StringComparison.Ordinal)).Select(s => s.Split(' ')[2])];

    protected IReadOnlyList<string> Restored => [.. Cluster.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE ", StringComparison.Ordinal)).Select(s => s.Split("RESTORE ")[1].Split(' ')[0])];

    /// <summary>Checks that the cluster has only sys and the given tenants, and no resource pool of other tenants.</summary>
    protected void NothingIsLeftBut(params string[] tenants)
    {
        Assert.Equal(["sys", .. tenants], Cluster.Tenants.Select(t => t.Name));
        Assert.DoesNotContain(Cluster.ResourcePools, p => !tenants.Any(t => p.Name.StartsWith(t + "_", StringComparison.Ordinal)));
    }

    protected SessionResult Drill(string parameters, params Hashtable[] sources)
    {
        Session.SetVariable("sources", sources);
        return Run($"$sources | {Checked} {parameters}");
    }
}
