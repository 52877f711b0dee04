using System;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Stages;

/// <summary>
/// Cluster A has tenants with backups. A recovery plan of A runs on cluster B, which has other zones. Both clusters can read the same
/// backups.
/// </summary>
public abstract class RecoveryTest : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-recovery-").FullName;

    protected SimulatedCluster A { get; private set; } = null!;

    protected SimulatedCluster B { get; private set; } = null!;

    protected HostedSession Session { get; private set; } = null!;

    protected string Plan => Path.Combine(folder, "plan.json");

    /// <summary>The tenants of the restore statements on B.</summary>
    protected string[] Restored => [.. B.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE ", StringComparison.Ordinal)).Select(s => s.Split("RESTORE ")[1].Split(' ')[0])];

    protected virtual ClusterFixture FixtureOfB => ClusterFixture.Single() with
    {
        ObAdminPresent = true,
        Zones = [new Zone { Name = "z_a", Servers = [new Server { Ip = "127.0.0.1", MemoryTotal = 16L << 30 }] }, new Zone { Name = "z_b", Servers = [new Server { Ip = "127.0.0.2", MemoryTotal = 16L << 30 }] }],
        UnitConfigs = [],
    };

    public virtual async Task InitializeAsync()
    {
        Session = new HostedSession();
        A = await StartAsync("lost", ClusterFixture.ThreeZones() with { ObAdminPresent = true });
        B = await StartAsync("spare", FixtureOfB);
        Session.SetVariable("plan", Plan);
        Session.SetVariable("map", new System.Collections.Hashtable { ["zone1"] = "z_a", ["zone2"] = "z_b" });
    }

    public async Task DisposeAsync()
    {
        Session.Dispose();
        await A.DisposeAsync();
        await B.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    protected void Add(string name, string zones = "zone1;zone2", TenantBackup? backup = null, string mode = "MYSQL")
    {
        A.AddTenant(new Tenant
        {
            Name = name,
            Mode = mode,
            PrimaryZone = "zone1",
            Locality = string.Join(", ", zones.Split(';').Select(z => "FULL{1}@" + z)),
            Backup = backup ?? TenantBackup.Below("file:///backup/" + name),
        });
        A.AddResourcePool(new ResourcePool { Name = name + "_pool", Zone = zones, UnitConfig = "s1", Tenant = name });
    }

    /// <summary>Writes the plan on A. After this the session is connected to B.</summary>
    protected void Export(string priority = "")
    {
        A.Clock.Advance(TimeSpan.FromSeconds(1));
        Session.Connect(A, ConnectedSession.RootPassword);
        Session.Invoke($"Export-ObRecoveryPlan $plan {priority}").ThrowIfFailed();
        Session.Connect(B, ConnectedSession.RootPassword);
    }

    /// <summary>Each read of a DAG advances the clock of B.</summary>
    protected void Hasten(double seconds = 5) => B.Faults.Add(new Fault
    {
        Kind = FaultKind.Custom,
        Method = "GET",
        PathPrefix = "/api/v1/task/dag",
        Times = int.MaxValue,
        Custom = _ =>
        {
            B.Clock.Advance(TimeSpan.FromSeconds(seconds));
            return Task.FromResult(false);
        },
    });

    protected SessionResult Invoke(string arguments = "") => Session.Invoke($"Invoke-ObRecoveryPlan $plan -ZoneMap $map -CreateUnitConfig {arguments}");

    /// <summary>Each result as a text <c>tenant verdict reason</c>.</summary>
    protected static string[] Summaries(SessionResult result) => [.. result.Output.Select(o => $"{o.Properties["TenantName"].Value} {o.Properties["Verdict"].Value} {o.Properties["ReasonId"].Value}".TrimEnd())];

    private async Task<SimulatedCluster> StartAsync(string name, ClusterFixture fixture) => await SimulatedCluster.StartAsync(new SimulatorOptions
    {
        RootPassword = ConnectedSession.RootPassword,
        ManualClock = true,
        ClusterName = name,
        BackupStore = Path.Combine(folder, "backups.json"),
        Fixture = fixture,
    });
}
