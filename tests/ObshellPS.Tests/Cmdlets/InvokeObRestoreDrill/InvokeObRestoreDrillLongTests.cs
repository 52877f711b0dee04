using System;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>Restores that run longer than the agent's limit of 3600 s.</summary>
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillLongTests : DrillTest
{
    protected override double TimeScale => 3000;

    [Fact]
    public void A_drill_whose_restore_runs_longer_than_the_agents_limit_passes()
    {
        SessionResult run = Drill("", Source("prod", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(4500) }));

        dynamic result = run.Single();
        Assert.Equal("Passed", result.Verdict.ToString());
        Assert.Contains("POST task/dag RETRY", run.Audit.Select(a => (string)((dynamic)a.MessageData).Action));
        NothingIsLeftBut();
    }
}
