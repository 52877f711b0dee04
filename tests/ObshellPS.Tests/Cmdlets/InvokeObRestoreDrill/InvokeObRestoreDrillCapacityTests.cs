using System;
using System.Collections.Concurrent;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using ObshellPS.Tests.Stopping;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>
/// A drill starts only if the resources of -Capacity stay free. Unit config s1 needs 1 core and 2 GB. zone1 has 14 cores and 60 GB free.
/// </summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillCapacityTests : DrillTest
{
    private int mostAtOnce;

    [Theory]
    [InlineData("@{Cpu=13}", true)]
    [InlineData("@{Cpu=13.5}", false)]
    [InlineData("@{MemoryGB=58}", true)]
    [InlineData("@{MemoryGB=59}", false)]
    [InlineData("@{CpuPercent=81; MemoryPercent=50}", true)]
    [InlineData("@{CpuPercent=82}", false)]
    [InlineData("@{Cpu=1; MemoryPercent=91}", false)]
    public void A_drill_starts_only_if_the_resources_of_Capacity_stay_free(string capacity, bool fits)
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
    public void Drills_that_do_not_fit_at_the_same_time_wait_for_each_other()
    {
        var slow = new RestoreBehaviour { Duration = TimeSpan.FromSeconds(60) };
        AtEachPoll(_ => { });

        SessionResult run = Drill("-Capacity @{Cpu=12} -ThrottleLimit 4", [.. Enumerable.Range(1, 4).Select(i => Source("s" + i, slow))]);

        Assert.All(run.ThrowIfFailed().Output, o => Assert.Equal("Passed", ((dynamic)o).Verdict.ToString()));
        Assert.Equal(2, mostAtOnce);
        NothingIsLeftBut();
    }

    /// <summary>
    /// The preflight of one drill reads the free capacity. Then the units of another drill are created. The capacity that was read does not
    /// include these units. When the preflight uses this capacity, the units are no longer counted as reserved either. So they could be
    /// missed.
    /// </summary>
    [Fact]
    public void Units_that_are_created_while_the_free_capacity_is_read_are_counted()
    {
        var polls = new ConcurrentDictionary<string, int>();
        AtEachPoll(id =>
        {
            if (Cluster.Dags.Any(d => d.Id == id && d.Stage >= 3))
            {
                polls.AddOrUpdate(id, 1, (_, count) => count + 1);
            }
        });

        // The last read of a preflight. The simulator delays its answer until each earlier drill has polled its DAG twice in stage 3. By
        // then, each earlier drill knows that its units exist.
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/restore/windows",
            Times = int.MaxValue,
            Custom = async _ =>
            {
                await StopRoom.UntilAsync(() => Cluster.Dags.All(d => d.State is "SUCCEED" or "FAILED" || (polls.TryGetValue(d.Id, out int count) && count >= 2)), () => "all drills that run are polled");
                return false;
            },
        });

        SessionResult run = Drill("-Capacity @{Cpu=12} -ThrottleLimit 3", [.. Enumerable.Range(1, 3).Select(i => Source("s" + i, new RestoreBehaviour { Duration = TimeSpan.FromSeconds(400) }))]);

        Assert.All(run.ThrowIfFailed().Output, o => Assert.Equal("Passed", ((dynamic)o).Verdict.ToString()));
        Assert.Equal(2, mostAtOnce);
    }

    [Fact]
    public void If_the_capacity_is_unknown_a_drill_starts_only_without_the_parameter_Capacity()
    {
        Cluster.Faults.Add(new Fault { Kind = FaultKind.Custom, Method = "GET", PathPrefix = "/api/v1/obcluster/info", Times = int.MaxValue, Custom = async c => { c.Response.StatusCode = 500; await Task.CompletedTask; return true; } });

        Assert.Equal("NoCapacity", (string)((dynamic)Assert.Single(Drill("-Capacity @{Cpu=1}", Source("a")).Output)).ReasonId);
        Assert.Single(Drill("", Source("b")).Output);
        Assert.Single(Restored);
    }

    [Fact]
    public void An_unknown_key_in_Capacity_is_an_error()
    {
        SessionResult run = Drill("-Capacity @{Cores=2}", Source("prod"));

        Assert.Contains("Cores", run.AllErrors.Single().ToString(), StringComparison.Ordinal);
        Assert.Empty(Restored);
    }

    /// <summary>At each poll of a DAG: counts the running drills and calls <paramref name="look"/> with the DAG's id.</summary>
    private void AtEachPoll(Action<string> look) => Cluster.Faults.Add(new Fault
    {
        Kind = FaultKind.Custom,
        Method = "GET",
        PathPrefix = "/api/v1/task/dag/1",
        Times = int.MaxValue,
        Custom = context =>
        {
            look(context.Request.Path.Value!.Split('/')[^1]);
            mostAtOnce = Math.Max(mostAtOnce, Cluster.ResourcePools.Count(p => p.Name.StartsWith("drill_", StringComparison.Ordinal)));
            return Task.FromResult(false);
        },
    });
}
