using System;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>The clock advances only when a DAG is read, so that a tenant can be created between the POST and the first step.</summary>
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillTakenAtStartTests : DrillTest
{
    protected override SimulatorOptions? Options => new() { RootPassword = ConnectedSession.RootPassword, ManualClock = true, ClusterName = NewClusterName() };

    [Fact]
    public void A_tenant_that_existed_when_the_DAG_began_is_not_dropped()
    {
        // The agent treats the existing tenant as its own and skips the step that creates it (PROTOCOL 4.8).
        bool isThere = false;
        Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag/1",
            Times = int.MaxValue,
            Custom = _ =>
            {
                if (!isThere)
                {
                    isThere = true;
                    Cluster.AddTenant(new Tenant { Name = Begun });
                }

                Room.Advance(5);
                return Task.FromResult(false);
            },
        });

        dynamic result = Assert.Single(Drill("-HistoryPath $history", Source("prod")).Output);

        Assert.NotEqual("Passed", result.Verdict.ToString());
        Assert.Equal("LeftBehind", result.Cleanup.ToString());
        Assert.Contains("the tenant existed when the DAG began", (string)result.CleanupText, StringComparison.Ordinal);
        Assert.Empty(Dropped);
    }
}
