using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Help;

/// <summary>
/// Runs every example of every cmdlet as Get-Help shows it. The cluster is in the state that the example needs, a user answers yes, and
/// server and password are in environment variables.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Category", TestCalendar.Category)]
[Trait("Category", "Slow")]
[Trait("Topic", "Help")]
public sealed class ExampleTests : CmdletTest
{
    private static readonly string[] Variables = ["OBSHELL_SERVER", "OBSHELL_PASSWORD", "OSS_ID", "OSS_KEY", "BACKUP_PASSWORD"];

    /// <summary>Examples without output.</summary>
    private static readonly string[] Silent =
    [
        "Disconnect-ObCluster 1", "Disconnect-ObCluster 2", "Export-ObRestoreReport 3", "Export-ObRestoreReport 4", "Get-ObAgent 2", "Get-ObConnection 2", "Get-ObTenantRestore 3", "Remove-ObTenantRestore 2", "Remove-ObTenantRestore 3", "Remove-ObUnitConfig 1", "Remove-ObUnitConfig 2", "Invoke-ObApi 2",
    ];

    /// <summary>The folder for files that examples write.</summary>
    private readonly string folder = Directory.CreateTempSubdirectory("examples").FullName;
    private readonly IDisposable pinned = TestCalendar.PinClient(DayOfThePages);
    private readonly IDisposable before = TestVariables.Keep(Variables);

    /// <summary>One day after the date that the help pages use.</summary>
    private static ShiftedTime DayOfThePages { get; } = ShiftedTime.StartingAt(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));

    public static TheoryData<string, int> Examples
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (PageExample example in PageExample.All)
            {
                data.Add(example.Cmdlet, example.Number);
            }

            return data;
        }
    }

    protected override SimulatorOptions Options { get; } = new()
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        TimeProvider = DayOfThePages,
        ClusterName = "examples" + Guid.NewGuid().ToString("N")[..8],
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
    };

    [Theory]
    [MemberData(nameof(Examples))]
    public void An_example_does_what_it_says_without_an_error(string cmdlet, int number)
    {
        string code = PageExample.All.Single(e => e.Cmdlet == cmdlet && e.Number == number).Code;
        SetTheScene(cmdlet, code);
        Run("$ExecutionContext.SessionState.Path.SetLocation($args[0])", folder).ThrowIfFailed();
        Host.Says = "&Yes";

        SessionResult result = Run(code).ThrowIfFailed();

        bool shows = result.Output.Count > 0 || Host.Screen.Contains("What if:", StringComparison.Ordinal);
        Assert.Equal(!Silent.Contains($"{cmdlet} {number}"), shows);
    }

    [Fact]
    public void Every_cmdlet_has_at_least_two_examples()
    {
        string[] exported = [.. Run("(Get-Module ObshellPS).ExportedCmdlets.Keys").ThrowIfFailed().Output.Select(o => o.ToString()!)];

        Assert.Equal(exported.Order(), PageExample.All.GroupBy(e => e.Cmdlet).Where(g => g.Count() >= 2).Select(g => g.Key).Order());
    }

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        string[] values = [Cluster.Agents[0].Uri.ToString(), ConnectedSession.RootPassword, "id", "key", "secret"];
        for (int i = 0; i < Variables.Length; i++)
        {
            TestVariables.Set(Variables[i], values[i]);
        }
    }

    public override async Task DisposeAsync()
    {
        before.Dispose();
        await base.DisposeAsync();
        pinned.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Creates the state that the examples of a page need: DAG 11 is a restore of tenant rt2.</summary>
    private void SetTheScene(string cmdlet, string code)
    {
        switch (cmdlet)
        {
            case "Resume-ObDag":
                Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(1.5) });
                Room.Advance(3700);
                break;
            case "Undo-ObDag" or "Skip-ObDag" or "Get-ObDagLog":
                Room.Start("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
                Room.Advance(60);
                break;
            case "Remove-ObTenantRestore":
                Room.Start("rt2", new RestoreBehaviour { JobFails = true, FailedTenantRemains = true });
                Room.Advance(60);
                break;
            case "Stop-ObDag" or "Stop-ObTenantRestore":
                Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
                Room.Advance(60);
                break;
            case "Get-ObTenantRestore":
                Room.Start("rt2");
                Room.Advance(60);
                Room.Start("rt3", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
                Room.Advance(60);
                break;
            case "Get-ObDag":
                Room.Start("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
                Room.Advance(60);
                break;
            case "Get-ObTenantBackup" or "Test-ObTenantBackup" or "Start-ObTenantBackup" or "Set-ObTenantBackup" or "Stop-ObTenantBackup":
                Cluster.AddTenant(new Tenant { Name = "shop", PrimaryZone = "zone1", Locality = "FULL{1}@zone1", Backup = TenantBackup.Below("file:///mnt/backup/shop") });
                Cluster.AddResourcePool(new ResourcePool { Name = "shop_zone1", Zone = "zone1", UnitConfig = "s1", Tenant = "shop" });
                if (cmdlet == "Stop-ObTenantBackup")
                {
                    Cluster.TenantBackups.SetBehaviour("shop", new BackupBehaviour { Duration = TimeSpan.FromHours(3) });
                    Cluster.TenantBackups.Start("shop");
                    Room.Advance(60);
                }

                Room.AdvanceAtEachLook(20, "/api/v1/tenant/shop/backup/");
                break;
            case "Remove-ObUnitConfig":
                Cluster.AddUnitConfig(new UnitConfig { Name = "restore_small", MaxCpu = 1, MinCpu = 1, MemorySize = 2L << 30 });
                Cluster.AddUnitConfig(new UnitConfig { Name = "drill_small", MaxCpu = 1, MinCpu = 1, MemorySize = 2L << 30 });
                break;
            case "Export-ObRecoveryPlan" or "Import-ObRecoveryPlan" or "Invoke-ObRecoveryPlan":
                foreach (string tenant in new[] { "crm", "orders" })
                {
                    Cluster.AddTenant(new Tenant { Name = tenant, Locality = "FULL{1}@zone1, FULL{1}@zone3", Backup = TenantBackup.Below("file:///backup/" + tenant) });
                    Cluster.AddResourcePool(new ResourcePool { Name = tenant + "_pool", Zone = "zone1;zone3", UnitConfig = "s1", Tenant = tenant });
                }

                Room.Advance(1);
                if (cmdlet != "Export-ObRecoveryPlan")
                {
                    Run("Export-ObRecoveryPlan $args[0]", Path.Combine(folder, "production.json")).ThrowIfFailed();
                    Cluster.RemoveTenant("crm");
                    Cluster.RemoveTenant("orders");
                }

                break;
            case "Wait-ObDag" when code.Contains(" -TenantName wait_a", StringComparison.Ordinal):
                Room.Start("wait_a");
                Room.Advance(60);
                break;
            default:
                Room.Start("rt2");
                Room.Advance(60);
                Cluster.AddTenant(new Tenant { Name = "prod-1" });
                Cluster.AddTenant(new Tenant { Name = "drill_x" });
                break;
        }

        Room.AdvanceAtEachLook(cmdlet == "Resume-ObDag" ? 600 : 20);
    }
}
