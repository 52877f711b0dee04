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
/// Drills on a cluster whose time runs fast, so that a restore takes a look or two. Sources are backups of the simulator with a
/// behaviour of their own: what a drill's tenant is called need not be known beforehand.
/// </summary>
[Trait("Category", TestCalendar.Category)]
public abstract class DrillTest : CmdletTest
{
    protected const string Checked = "Invoke-ObRestoreDrill -ZoneList zone1:s1:1";

    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-drill-").FullName;

    protected override SimulatorOptions? Options => new() { RootPassword = ConnectedSession.RootPassword, TimeScale = TimeScale, ClusterName = NewClusterName() };

    /// <summary>Virtual seconds in a real one.</summary>
    protected virtual double TimeScale => 100;

    /// <summary>A history that this test alone writes.</summary>
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

    /// <summary>Journals tell clusters apart by their names: those of a user hold the drills of all tests.</summary>
    protected static string NewClusterName() => "c" + Guid.NewGuid().ToString("N")[..12];

    /// <summary>A backup that the cluster knows, and the row that names it.</summary>
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

    /// <summary>A point that every source of <see cref="Source"/> can be restored to: two days before the cluster began, as one types it.</summary>
    protected DateTimeOffset PointOfAllSources => DateTimeOffset.FromUnixTimeSeconds(Cluster.Clock.StartedAt.ToUnixTimeSeconds()).AddDays(-2).ToOffset(TimeSpan.FromHours(8));

    /// <summary>The tenant of the drill that was begun last, as its history says before the restore is asked for.</summary>
    protected string Begun => (string)JsonNode.Parse(File.ReadLines(History).Last(l => l.StartsWith("{\"kind\":\"begun\"", StringComparison.Ordinal)))!["tenant"]!;

    /// <summary>What was dropped, by the statements that OceanBase got.</summary>
    protected IReadOnlyList<string> Dropped => [.. Cluster.Sql.Statements.Where(s => s.StartsWith("DROP TENANT ", StringComparison.Ordinal)).Select(s => s.Split(' ')[2])];

    protected IReadOnlyList<string> Restored => [.. Cluster.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE ", StringComparison.Ordinal)).Select(s => s.Split("RESTORE ")[1].Split(' ')[0])];

    /// <summary>Nothing of any drill is on the cluster any more: no tenant but sys and those named, no pool of theirs.</summary>
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
