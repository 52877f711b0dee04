using System;
using System.Linq;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Drills;

/// <summary>Restores behind the agent's limit of 3600 s.</summary>
public sealed class LongDrillTests : DrillTest
{
    protected override double TimeScale => 3000;

    [Fact]
    public void A_restore_longer_than_the_agents_limit_is_watched_on_and_passes()
    {
        SessionResult run = Drill("", Source("prod", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(4500) }));

        dynamic result = run.Single();
        Assert.Equal("Passed", result.Verdict.ToString());
        Assert.Contains("POST task/dag RETRY", run.Audit.Select(a => (string)((dynamic)a.MessageData).Action));
        NothingIsLeftBut();
    }
}
