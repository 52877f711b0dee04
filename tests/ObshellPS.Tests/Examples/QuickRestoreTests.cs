using System;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Examples;

/// <summary>The script of the README: one restore from start to end with the built module.</summary>
[Collection(AloneCollection.Name)]
[Trait("Topic", "Examples")]
public sealed class QuickRestoreTests
{
    [Fact]
    public async Task Zones_from_the_pipeline_become_one_restore_with_the_verdict_Restored()
    {
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions { RootPassword = "secret", TimeScale = 100 });
        using var session = new HostedSession();
        using IDisposable before = TestVariables.Keep("OBSHELL_PASSWORD");
        TestVariables.Set("OBSHELL_PASSWORD", "secret");
        SessionResult result = session.Invoke(
            """
            $null = Connect-ObCluster -Server $args[0]
            'zone1', 'zone2', 'zone3' | New-ObZoneParam -UnitConfigName s1 -UnitNum 1 |
                Start-ObTenantRestore -RestoreTenantName rt2 -DataBackupUri file:///data/backup/data -ArchiveLogUri file:///data/backup/clog |
                Wait-ObDag
            """, cluster.Agents[0].Uri.ToString()).ThrowIfFailed();

        dynamic dag = Assert.Single(result.Output);
        Assert.Equal("DagDetail", ((System.Management.Automation.PSObject)dag).BaseObject.GetType().Name);
        Assert.Equal("Restored", dag.Verdict.ToString());
        Assert.Equal(1, cluster.Sql.Count(s => s.Contains("ALTER SYSTEM RESTORE rt2 ", StringComparison.Ordinal)));
    }
}
