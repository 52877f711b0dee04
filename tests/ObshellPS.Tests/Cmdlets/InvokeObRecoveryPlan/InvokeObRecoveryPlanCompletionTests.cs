using System;
using System.IO;
using System.Linq;
using System.Threading;
using ObshellPS.Tests.Stages;
using Xunit;

namespace ObshellPS.Tests.Cmdlets.InvokeObRecoveryPlan;

/// <summary>Tab offers whole maps from the names of the plan to the names of the cluster.</summary>
[Trait("Topic", "Completion")]
public sealed class InvokeObRecoveryPlanCompletionTests : PlanTest
{
    [Theory]
    [InlineData("-ZoneMap", "@{ 'z_old' = 'zone1' }")]
    [InlineData("-UnitConfigMap", "@{ 's1' = 's1' }")]
    public void Tab_offers_a_complete_map(string parameter, string map)
    {
        AddSmall("crm");
        Run("Export-ObRecoveryPlan $args[0]", Plan).ThrowIfFailed();
        File.WriteAllText(Plan, File.ReadAllText(Plan).Replace("zone1", "z_old", StringComparison.Ordinal));
        string[] offered = [];

        SpinWait.SpinUntil(() => (offered = Tab($"Invoke-ObRecoveryPlan '{Plan}' {parameter} ")).Length > 0, TimeSpan.FromSeconds(20));

        Assert.Equal([map], offered);
    }

    private string[] Tab(string line) =>
        [.. Run("(TabExpansion2 -inputScript $args[0] -cursorColumn $args[0].Length).CompletionMatches.CompletionText", line).Output.Select(o => o.ToString()!).Where(o => o.StartsWith('@'))];
}
