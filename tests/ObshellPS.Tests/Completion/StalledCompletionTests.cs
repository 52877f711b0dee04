using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Management.Automation;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Completion;

/// <summary>The duration of a completion. It is measured while nothing else runs in this process.</summary>
[Collection(AloneCollection.Name)]
[Trait("Topic", "Completion")]
public sealed class StalledCompletionTests : CompletionTest
{
    [Fact]
    public void An_agent_that_does_not_answer_does_not_delay_completion()
    {
        // The first completion of a process compiles a large part of PowerShell. This time does not count.
        Complete("New-ObZoneParam -Name z");
        Cluster.Faults.Add(FaultKind.StallForEver, times: int.MaxValue);

        var clock = Stopwatch.StartNew();
        List<CompletionResult> offered = Complete("Get-ObTenant pr");
        TimeSpan taken = clock.Elapsed;

        Assert.Empty(offered);
        Assert.InRange(taken.TotalMilliseconds, 0, 500);
    }
}
