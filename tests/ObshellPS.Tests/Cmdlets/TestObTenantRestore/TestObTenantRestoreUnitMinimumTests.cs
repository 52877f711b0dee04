using System;
using System.Collections;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.TestObTenantRestore;

/// <summary>A unit config below the cluster's minimum. OceanBase refuses in stage 2 to create a resource pool with it.</summary>
[Trait("Topic", "Preflight")]
public sealed class TestObTenantRestoreUnitMinimumTests : CmdletTest
{
    protected override SimulatorOptions Options => new() { RootPassword = ConnectedSession.RootPassword, ManualClock = true, Fixture = ClusterFixture.ThreeZones() with { MinUnitMemoryGb = 5, MinUnitCpu = 2 } };

    [Theory]
    [InlineData(4, 2, "Failed")]
    [InlineData(8, 1, "Failed")]
    [InlineData(5, 2, null)]
    public void A_unit_config_below_the_minimum_fails_the_preflight(int gigabytes, int cores, string? verdict)
    {
        Cluster.AddUnitConfig(new UnitConfig { Name = "mine", MaxCpu = cores, MinCpu = cores, MemorySize = (long)gigabytes << 30 });

        dynamic report = Run("Test-ObTenantRestore @good -ZoneList zone1:mine:1").Single();

        object? found = ((IEnumerable)report.Findings).Cast<dynamic>().FirstOrDefault(f => f.Name == "UnitConfigMinimum");
        Assert.Equal(verdict, (string?)((dynamic?)found)?.Verdict.ToString());
        if (found is not null)
        {
            Assert.Contains("5.0 GB of memory, 2 CPU", (string)((dynamic)found).Seen, StringComparison.Ordinal);
        }
    }
}
