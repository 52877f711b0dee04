using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Completion;

/// <summary>How long Tab takes when nothing else runs in this process.</summary>
[Collection(AloneCollection.Name)]
[Trait("Topic", "Completion")]
public sealed class StalledCompletionTests : CompletionTest
{
    [Fact]
    public void A_stalled_agent_does_not_hold_up_who_is_typing()
    {
        // The first completion of a process compiles half the engine; that is not ours.
        Complete("New-ObZoneParam -Name z");
        Cluster.Faults.Add(FaultKind.StallForEver, times: int.MaxValue);

        var clock = Stopwatch.StartNew();
        List<CompletionResult> offered = Complete("Get-ObTenant pr");
        TimeSpan taken = clock.Elapsed;

        Assert.Empty(offered);
        Assert.InRange(taken.TotalMilliseconds, 0, 500);
    }
}
