using System;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using ObshellPS.Tests.Stages;
using ObshellPS.Tests.Stopping;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRestoreDrill;

/// <summary>This test runs alone because it checks all tasks of the module in this process.</summary>
[Collection(AloneCollection.Name)]
[Trait("Topic", "Drills")]
public sealed class InvokeObRestoreDrillOneWantedTests : DrillTest
{
    public override Task InitializeAsync()
    {
        ModuleTasks.Watch();
        return base.InitializeAsync();
    }

    [Fact]
    [Trait("Promise", "7")]
    [Trait("Promise", "13")]
    public async Task Promise_7_Select_Object_First_stops_the_other_drills_and_a_message_lists_their_tenants()
    {
        ModuleTasks.Forget();
        Session.SetVariable("sources", new[] { Source("quick"), Source("slow", new RestoreBehaviour { Duration = TimeSpan.FromHours(100) }) });

        SessionResult run = Run("$sources | Invoke-ObRestoreDrill -ZoneList zone1:s1:1 -ThrottleLimit 2 -HistoryPath $history | Select-Object -First 1; 'went on'");

        Assert.Equal(2, run.ThrowIfFailed().Output.Count);
        Assert.Contains("Stopped. Not removed: tenant 'drill_slow", Host.Screen, StringComparison.Ordinal);
        await StopRoom.UntilAsync(() => ModuleTasks.Alive().Count == 0, () => "nothing is left that could ask the agent; alive: " + string.Join(", ", ModuleTasks.Alive()));
        Assert.Equal("slow", (string)((dynamic)Run("Get-ObDrillLeftover $history").Single()).SourceName);
    }
}
