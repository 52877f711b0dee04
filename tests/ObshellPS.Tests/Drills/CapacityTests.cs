using System;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Drills;

/// <summary>A drill never starves anybody: s1 takes 1 core and 2 GB, and zone1 has 14 cores and 60 GB free.</summary>
public sealed class CapacityTests : DrillTest
{
    [Theory]
    [InlineData("@{Cpu=13}", true)]
    [InlineData("@{Cpu=13.5}", false)]
    [InlineData("@{MemoryGB=58}", true)]
    [InlineData("@{MemoryGB=59}", false)]
    [InlineData("@{CpuPercent=81; MemoryPercent=50}", true)]
    [InlineData("@{CpuPercent=82}", false)]
    [InlineData("@{Cpu=1; MemoryPercent=91}", false)]
    public void What_must_stay_free_stays_free(string capacity, bool fits)
    {
        SessionResult run = Drill("-Capacity " + capacity, Source("prod"));

        dynamic result = Assert.Single(run.Output);
        Assert.Equal(fits ? ("Passed", "") : ("Skipped", "NoCapacity"), (result.Verdict.ToString(), (string)result.ReasonId));
        Assert.Equal(fits ? 1 : 0, Restored.Count);
        if (!fits)
        {
            Assert.Contains("must stay free", (string)result.Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Drills_that_do_not_fit_beside_each_other_wait_for_each_other()
    {
        var slow = new RestoreBehaviour { Duration = TimeSpan.FromSeconds(60) };
        int most = 0;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag/",
            Times = int.MaxValue,
            Custom = _ =>
            {
                most = Math.Max(most, Cluster.ResourcePools.Count(p => p.Name.StartsWith("drill_", StringComparison.Ordinal)));
                return System.Threading.Tasks.Task.FromResult(false);
            },
        });

        SessionResult run = Drill("-Capacity @{Cpu=12} -ThrottleLimit 4", [.. Enumerable.Range(1, 4).Select(i => Source("s" + i, slow))]);

        Assert.All(run.ThrowIfFailed().Output, o => Assert.Equal("Passed", ((dynamic)o).Verdict.ToString()));
        Assert.Equal(2, most);
        NothingIsLeftBut();
    }

    [Fact]
    public void Where_the_agent_does_not_tell_the_guard_lets_nobody_in_and_without_it_the_restore_is_tried()
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.Custom, Method = "GET", PathPrefix = "/api/v1/obcluster/info", Times = int.MaxValue, Custom = async c => { c.Response.StatusCode = 500; await System.Threading.Tasks.Task.CompletedTask; return true; } });

        Assert.Equal("NoCapacity", (string)((dynamic)Assert.Single(Drill("-Capacity @{Cpu=1}", Source("a")).Output)).ReasonId);
        Assert.Single(Drill("", Source("b")).Output);
        Assert.Single(Restored);
    }

    [Fact]
    public void A_misspelt_floor_is_an_error()
    {
        SessionResult run = Drill("-Capacity @{Cores=2}", Source("prod"));

        Assert.Contains("Cores", run.AllErrors.Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(Restored);
    }
}
