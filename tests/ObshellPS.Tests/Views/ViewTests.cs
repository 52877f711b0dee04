using System;
using System.IO;
using System.Linq;
using System.Management.Automation.Host;
using System.Text.RegularExpressions;
using System.Threading;
using System.Threading.Tasks;
using System.Xml.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Views;

/// <summary>
/// The views on a screen. At 80 columns nothing important is cut off, and colours are used only if the host supports them. The tests run
/// alone, because <c>$PSStyle</c> is one object for the whole process.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Category", "Slow")]
[Trait("Topic", "Views")]
public sealed class ViewTests : CmdletTest
{
    private const char Escape = '\u001b';

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_running_restore_is_one_line_with_stage_and_state(int width)
    {
        Cluster.SetBehaviour("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(1000) });
        Room.Start();
        Room.Advance(100);

        string row = Row("Get-ObDag 11", width);

        Assert.Matches(@"^\s*11\s+Restore rt2\s+RUNNING\s+3/5 Wait", row);
        Assert.Equal(width >= 120, row.EndsWith("3/5 Wait restore task finish", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_running_restore_shows_its_elapsed_time()
    {
        // The clock of this cluster runs at normal speed, because the elapsed time depends on the clock of this machine.
        var room = new ConnectedSession(new SimulatorOptions { RootPassword = ConnectedSession.RootPassword }, Host);
        await room.InitializeAsync();
        try
        {
            room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(1) });
            Assert.True(SpinWait.SpinUntil(() => room.Cluster.Dags[0] is { State: "RUNNING", Stage: >= 2 }, TimeSpan.FromSeconds(20)));

            room.Run("Get-ObDag 11 | Out-Default; Get-ObTenantRestore rt2 | Out-Default").ThrowIfFailed();

            Assert.Equal(2, Regex.Count(Host.Screen, @"\b00:00:\d\d\b"));
        }
        finally
        {
            await room.DisposeAsync();
        }
    }

    /// <summary>
    /// A script file has one formatter for all its output. If an object of another kind follows, the formatter shows it with other views.
    /// </summary>
    [Fact]
    public void Objects_after_another_kind_of_object_are_shown_without_loss()
    {
        Run("& { Get-ObZone; @{ restore_tenant_name = 'sys'; data_backup_uri = 'file:///b'; zone_list = 'zone9:s1:1' } | Test-ObTenantRestore; Get-ObUnitConfig s1 } | Out-Default").ThrowIfFailed();

        Assert.Contains("[XX] ZonesExist", Host.Screen, StringComparison.Ordinal);
        Assert.Matches(@"MemorySize\s+:", Host.Screen);
        Assert.DoesNotContain("MaxIops", Host.Screen, StringComparison.Ordinal);
    }

    /// <summary>Every output type of a cmdlet has its own table or checklist, and its own list view.</summary>
    [Fact]
    public void Every_output_type_of_a_cmdlet_has_a_table_and_a_list_view()
    {
        var views = XDocument.Load(Path.Combine(Path.GetDirectoryName(HostedSession.ModuleManifest)!, "ObshellPS.Format.ps1xml")).Descendants("View").ToArray();
        string[] With(params string[] kinds) => [.. views.Where(v => kinds.Any(k => v.Element(k) is not null)).Select(v => v.Descendants("TypeName").First().Value)];
        string[] returned = [.. Run("Get-Command -Module ObshellPS | ForEach-Object OutputType | ForEach-Object Name").ThrowIfFailed().Output.Select(o => o.ToString()!).Where(n => n.StartsWith("Obshell", StringComparison.Ordinal)).Distinct()];

        Assert.NotEmpty(returned);
        Assert.Empty(returned.Except(With("TableControl", "CustomControl")));
        Assert.Empty(returned.Except(With("ListControl")));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_longest_verdict_is_not_cut_off_next_to_percent_and_elapsed_time(int width)
    {
        Cluster.SetBehaviour("orders_restored", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(8000) });
        Room.Start("orders_restored");
        Room.Advance(4000);

        string row = Row("Wait-ObDag 11 -ErrorAction SilentlyContinue", width);

        Assert.Matches(@"RestoreOutlivedAgentWait\s+(4|5)\d %\s+01:00:\d\d\s+3/5 Wait", row);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void A_list_view_shows_the_nodes_with_durations_and_the_reason_of_a_failure(int width)
    {
        Cluster.SetBehaviour("rt2", new RestoreBehaviour { SqlError = "Error 4016 (HY000): Internal error" });
        Room.Start();
        Room.Advance(60);

        string screen = Show(List("Get-ObDag 11 -Detailed"), width);

        Assert.Matches(@"Pre restore check\s+00:00:\d\d\s+SUCCEED", screen);
        Assert.Matches(@"Start restore\s+00:00:\d\d\s+FAILED\r?\n\s+ERROR: \[MySQL\.Error\]", screen);
        Assert.Matches(@"Upgrade tenant\s+PENDING", screen);
        Assert.All(screen.Split('\n'), l => Assert.True(l.TrimEnd().Length <= width, l));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public async Task The_table_of_agents_shows_which_agents_cannot_restore(int width)
    {
        string ready = Row("Get-ObAgent", width);
        await Cluster.Agents[0].StopAsync();
        string silent = Row("Get-ObAgent", width);

        Assert.Matches(@"^127\.0\.0\.1:\d+\s+zone1\s+CLUSTER AGENT\s+4\.5\.0\.0-0\s+True$", ready);
        Assert.Matches(@"^127\.0\.0\.1:\d+\s+False\s+No answer", silent);
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_table_of_tenants_shows_the_status(int width)
    {
        Cluster.AddTenant(new Tenant { Name = "orders", Status = "RESTORE" });
        Cluster.AddTenant(new Tenant { Name = "old", InRecycleBin = true });

        Assert.Matches(@"^\s*1002\s+orders\s+MYSQL\s+RESTORE\s+RANDOM\s+FULL\{1\}@zone1$", Row("Get-ObTenant orders", width));
        Assert.Matches(@"^\s*1004\s+old\s+MYSQL\s+RECYCLED\s", Row("Get-ObTenant old -Detailed", width));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_table_of_pools_shows_unit_config_and_zone(int width)
    {
        Room.Start();
        Room.Advance(60);

        Assert.Matches(@"^rt2_zone1_\d+\s+zone1\s+s1\s+1$", Row("Get-ObTenant rt2 -Detailed | ForEach-Object Pools", width));
    }

    /// <summary>The columns with names use the width that the other columns leave.</summary>
    [Theory]
    [InlineData("Get-ObDag 11", 120)]
    [InlineData("Get-ObTenantRestore orders_copy_20261121", 80)]
    [InlineData("Get-ObTenantRestore orders_copy_20261121", 120)]
    [InlineData("Get-ObTenant orders_copy_20261121", 80)]
    [InlineData("Get-ObTenant orders_copy_20261121", 120)]
    [InlineData("Get-ObTenant orders_copy_20261121 -Detailed | ForEach-Object Pools", 80)]
    public void A_long_name_is_not_cut_off(string script, int width)
    {
        Cluster.SetBehaviour("orders_copy_20261121", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(8000) });
        Room.Start("orders_copy_20261121");
        Room.Advance(4000);

        string row = Row(script, width);

        Assert.Contains("orders_copy_20261121", row, StringComparison.Ordinal);
        Assert.Equal(script.StartsWith("Get-ObTenantRestore", StringComparison.Ordinal), row.Contains("WAIT_TENANT_RESTORE_FINISH", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_table_of_connections_shows_the_complete_address(int width) =>
        Assert.Matches(@"^True\s+obcluster\s+\d+\s+127\.0\.0\.1:\d+\s+4\.5\.0\.0-0\s+4\.3\.5\.1\s+False$", Row("Get-ObConnection", width));

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    public void The_table_of_backups_shows_state_and_age_and_the_report_shows_the_problem(int width)
    {
        Cluster.AddTenant(new Tenant { Name = "orders", Backup = TenantBackup.Below("file:///b") with { Sets = [] } });
        Cluster.TenantBackups.SetBehaviour("orders", new BackupBehaviour { Duration = TimeSpan.FromHours(3) });
        Cluster.AddTenant(new Tenant { Name = "shop", Backup = TenantBackup.Below("file:///c") });
        Cluster.TenantBackups.Start("orders");
        Room.Advance(60);

        Assert.Matches(@"^orders\s+FirstBackupRunning\s.*[\d:.]+$", Row("Get-ObTenantBackup orders", width));
        Assert.Matches(@"^shop\s+Protected\s+\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\s+[\d:.]+$", Row("Get-ObTenantBackup shop", width));
        string report = System.Text.RegularExpressions.Regex.Replace(Show("Test-ObTenantBackup orders -TargetRpo 1h", width), "\u001b\\[[0-9;]*m", "");
        Assert.Matches(@"orders\s+NotProtected\s+No data backup", report);
        Assert.DoesNotContain('\u2026', report);
        Assert.All(report.Split('\n'), l => Assert.True(l.TrimEnd().Length <= width, l));
    }

    [Theory]
    [InlineData("Get-ObAgent", "True")]
    [InlineData("Get-ObTenant sys", "NORMAL")]
    [InlineData("Wait-ObDag 11", "Restored")]
    [InlineData("Test-ObTenantRestore @good", "[ok]")]
    public void Colours_are_shown_only_if_the_host_supports_them(string script, string word)
    {
        Room.Start();
        Room.Advance(60);
        script = script.StartsWith("LIST ", StringComparison.Ordinal) ? List(script[5..]) : script;
        string green = Escape + "[32m" + word;

        Assert.DoesNotContain(green, Show(script, 120, "Host"), StringComparison.Ordinal);
        ((RecordingInterface)Host.UI).ShowsColours = true;
        Assert.Contains(green, Show(script, 120, "Host"), StringComparison.Ordinal);
        Assert.DoesNotContain(green, Show(script, 120, "PlainText"), StringComparison.Ordinal);
    }

    /// <summary>PowerShell repeats the colours of earlier lines in each line of a text. A long log would be full of colour codes.</summary>
    [Theory]
    [InlineData("Test-ObTenantRestore @good -Timestamp 2026-01-01T00:00:00Z -HaHighThreadScore 300 -ZoneList zone9:s9:1")]
    [InlineData("Get-ObAgent; Get-ObTenant")]
    [InlineData("LIST Get-ObDag 11 -Detailed")]
    public void A_line_has_only_its_own_colours(string script)
    {
        Room.Start("rt1");
        Room.Advance(60);
        ((RecordingInterface)Host.UI).ShowsColours = true;

        string shown = Show(script.StartsWith("LIST ", StringComparison.Ordinal) ? List(script[5..]) : script, 120, "Host");

        string[] lines = shown.Split('\n');
        Assert.True(lines.Length > 5, shown);
        // The formatter adds colours to its headers.
        Assert.All(lines.Where(l => !l.Contains(Escape + "[32;1m", StringComparison.Ordinal)), l =>
        {
            Match[] colours = [.. Regex.Matches(l, "\u001b\\[[0-9;]*m").Cast<Match>()];
            Assert.True(colours.Length <= 4 && !l.Contains(Escape + "[33m" + Escape, StringComparison.Ordinal), l);
            Assert.True(colours.Length == 0 || colours[^1].Value == Escape + "[0m", l);
        });
    }

    [Theory]
    [InlineData("NO_COLOR", "1")]
    [InlineData("TERM", "dumb")]
    public void No_colours_are_shown_if_an_environment_variable_disables_them(string variable, string value)
    {
        ((RecordingInterface)Host.UI).ShowsColours = true;
        using IDisposable kept = TestVariables.Keep(variable);
        TestVariables.Set(variable, value);

        foreach (string script in new[] { "Test-ObTenantRestore @good", "Get-ObAgent", "Get-ObTenant sys" })
        {
            Assert.DoesNotMatch(Escape + @"\[32m(\[ok\]|True|NORMAL)", Show(script, 120, "Host"));
        }
    }

    [Fact]
    public void Several_preflights_are_one_line_each_and_a_list_view_shows_every_finding()
    {
        const string Two = "'t1', 't2' | ForEach-Object { $one = $good.Clone(); $one.RestoreTenantName = $_; if ($_ -eq 't2') { $one.ZoneList = 'zone9:s1:1' }; $one } | Test-ObTenantRestore";

        string[] lines = [.. Show(Two, 120).Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0)];
        string list = Show(Two + " | Format-List", 120);

        Assert.Equal(4, lines.Length);
        Assert.Matches(@"^t1\s+ReadyWithDoubts\s+RestoreWindow: ", lines[2]);
        Assert.Matches(@"^t2\s+NotReady\s+ZonesExist: Zone zone9 does not exist", lines[3]);
        Assert.Contains("[XX] ZonesExist (-ZoneList): Zone zone9 does not exist.", list, StringComparison.Ordinal);
        Assert.Contains("[ok] TenantAbsent: Tenant 't1' does not exist yet.", list, StringComparison.Ordinal);
    }

    public override async Task DisposeAsync()
    {
        Run("$PSStyle.OutputRendering = 'Host'");
        await base.DisposeAsync();
    }

    /// <summary>A script that shows a DAG with the module's list view. A new type uses this view as its first view.</summary>
    private string List(string script)
    {
        string folder = Directory.CreateTempSubdirectory("lists").FullName;
        XDocument views = XDocument.Load(Path.Combine(Path.GetDirectoryName(HostedSession.ModuleManifest)!, "ObshellPS.Format.ps1xml"));
        views.Descendants("View").Where(v => v.Element("Name")!.Value != "Obshell.Recovery.DagDetail.List").Remove();
        views.Descendants("TypeName").First().Value = "DagAsList";
        views.Save(Path.Combine(folder, "Lists.Format.ps1xml"));
        File.WriteAllText(Path.Combine(folder, "Lists.psd1"), "@{ ModuleVersion = '1.0'; FormatsToProcess = 'Lists.Format.ps1xml' }");
        Run("Import-Module $args[0] -ErrorAction Stop", Path.Combine(folder, "Lists.psd1")).ThrowIfFailed();
        Directory.Delete(folder, recursive: true);
        return $"$dag = {script}; $dag.PSObject.TypeNames.Insert(0, 'DagAsList'); $dag";
    }

    /// <summary>The only row of a table.</summary>
    private string Row(string script, int width)
    {
        string[] lines = Show(script, width).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.TrimEnd()).Where(l => l.Length > 0).ToArray();
        Assert.Equal(3, lines.Length);
        Assert.True(lines[2].Length <= width, lines[2]);
        return lines[2];
    }

    private string Show(string script, int width, string rendering = "PlainText")
    {
        Host.UI.RawUI.BufferSize = new Size(width, 50);
        Host.UI.RawUI.WindowSize = new Size(width, 50);
        var screen = (RecordingInterface)Host.UI;
        int before = screen.ColouredText.Length;
        Run($"$PSStyle.OutputRendering = '{rendering}'; & {{ {script} }} | Out-Default");
        return screen.ColouredText[before..];
    }
}
