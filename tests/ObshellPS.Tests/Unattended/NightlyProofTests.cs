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
/// The example nightly-proof, for two nights. It reads the tenants from the cluster and drills the three with the oldest proof, so the
/// second night drills other tenants. Unprotected tenants are in the output and change the exit code.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Unattended")]
public sealed class NightlyProofTests : RunbookTest, IDisposable
{
    private static readonly string Script = Path.Combine(Examples, "nightly-proof", "Invoke-NightlyProof.ps1");

    private readonly string folder = Directory.CreateTempSubdirectory("obshellps-nightly-").FullName;

    protected override SimulatorOptions Options => new()
    {
        RootPassword = ConnectedSession.RootPassword,
        TimeScale = 100,
        ClusterName = "nightly",
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true },
    };

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        foreach (string name in new[] { "crm", "orders", "stock", "web" })
        {
            TenantBackup backup = TenantBackup.Below("file:///b/" + name) with { Sets = [new BackupSet { Age = TimeSpan.FromHours(5) }] };
            Cluster.AddTenant(new Tenant { Name = name, Locality = "FULL{1}@zone1", Backup = name == "web" ? backup with { Archive = "STOP" } : backup });
            Cluster.AddResourcePool(new ResourcePool { Name = name + "_pool", Zone = "zone1", UnitConfig = "s1", Tenant = name });
        }
    }

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Each_night_drills_the_tenants_with_the_oldest_proof_and_reports_unprotected_tenants()
    {
        (int first, string firstOutput, string firstError) = await RunAsync();
        (int second, string secondOutput, string secondError) = await RunAsync();

        Assert.True((1, 1) == (first, second), firstOutput + firstError + secondOutput + secondError);
        Assert.Equal(["crm Passed", "orders Passed"], Drilled(firstOutput));
        Assert.Equal(["stock Passed", "web Passed"], Drilled(secondOutput));
        Assert.Contains("web NotProtected No logs are archived now", firstOutput, StringComparison.Ordinal);
        Assert.Contains("crm Protected", firstOutput, StringComparison.Ordinal);
        Assert.Contains("crm", await File.ReadAllTextAsync(Path.Combine(folder, "nightly-proof.html")) + firstOutput, StringComparison.Ordinal);
        Assert.Equal(["crm", "orders", "stock", "sys", "web"], Cluster.Tenants.Select(t => t.Name).Order());
    }

    private static string[] Drilled(string output) => [.. output.Split('\n', StringSplitOptions.TrimEntries).Where(l => l.Contains(" Passed", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private async Task<(int ExitCode, string Output, string Error)> RunAsync()
    {
        using ScriptProcess run = ScriptProcess.Start(
            Cluster, Script, Stubs, new Dictionary<string, string> { [TestVariables.StateHome] = folder },
            "Server", Server, "HistoryPath", Path.Combine(folder, "history.jsonl"), "ReportFolder", folder, "Drills", "2", "TargetRpo", "2 h");
        return await run.EndAsync();
    }
}
