using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Quickstart;
using ObshellPS.Tests.Calendar;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Examples;

/// <summary>
/// Runs examples/whole-story.ps1 unchanged: a preflight with several errors, a restore that fails, its reason, the cleanup, and a second
/// restore that runs longer than the agent's limit. The test runs alone, because the script connects with environment variables.
/// </summary>
[Collection(AloneCollection.Name)]
[Trait("Category", TestCalendar.Category)]
[Trait("Category", "Slow")]
[Trait("Topic", "Examples")]
public sealed class WholeStoryTests
{
    [Fact]
    public async Task The_whole_story_ends_with_the_tenant_in_service()
    {
        SimulatorOptions options = SimulatedClusters.ForTheStory(timeScale: 2000);
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(options);
        using var session = new HostedSession(new RecordingHost());
        using IDisposable before = TestVariables.Keep("OBSHELL_SERVER", "OBSHELL_PASSWORD");
        TestVariables.Set("OBSHELL_SERVER", cluster.Agents[0].Uri.ToString());
        TestVariables.Set("OBSHELL_PASSWORD", options.RootPassword);
        string script = await File.ReadAllTextAsync(Path.Combine(HostedSession.RepoRoot, "examples", "whole-story.ps1"));

        // The script is dot-sourced, because its variables are checked below.
        SessionResult result = session.Invoke(". ([scriptblock]::Create($args[0]))", script.Replace("| Out-Default", "", StringComparison.Ordinal));

        Assert.Null(result.Terminating);
        Assert.Empty(result.Errors);
        IReadOnlyList<PSObject> output = result.Output;

        // Two units on a zone's only server give two findings: the agent refuses them, and the server has no room for them.
        Assert.Equal(
            ["InvalidTenantName", "InvalidPrimaryZone", "PointInFuture", "UnitConfigsExist", "UnitNumbers", "FreeCpuAndMemory"],
            Failed(output.Single(o => o.TypeNames.Contains("Obshell.Recovery.PreflightReport"))));
        Assert.Equal("Scn", ((IEnumerable<dynamic>)((dynamic)output.Single(o => o.TypeNames.Contains("Obshell.Recovery.PreflightReport"))).Findings).Single(f => f.Name == "RestoreWindow").Parameter);
        Assert.Equal(["RestoreJobFailed", "RestoreOutlivedAgentWait"], output.Where(o => o.TypeNames[0] == "Obshell.Recovery.DagVerdict").Select(o => o.ToString()));
        Assert.Contains("[RESTORE] ls 1001 failed: data backup file is corrupted, ret=-4070", output.Select(o => o.BaseObject));
        Assert.Contains(output, o => o.BaseObject is string advice && advice.Contains("Remove-ObTenantRestore orders_noon", StringComparison.Ordinal));
        Assert.Equal("Restored", ((dynamic)output.Single(o => o.TypeNames[0] == "Obshell.Recovery.DagDetail")).Verdict.ToString());

        Tenant made = cluster.Tenants.Single(t => t.Name == "orders_noon");
        Assert.Equal(("NORMAL", "PRIMARY"), (made.Status, made.Role));
        Assert.Equal(2, cluster.Sql.Count(s => s.Contains("ALTER SYSTEM RESTORE orders_noon ", StringComparison.Ordinal)));
        Assert.Equal(["ROLLBACK", "CANCEL", "PASS"], new[] { "ROLLBACK", "CANCEL", "PASS" }.Except(cluster.Requests.All.Where(r => r.Method == "POST").Select(r => r.BodyText)));
    }

    private static IEnumerable<string> Failed(dynamic report) =>
        ((IEnumerable<dynamic>)report.Findings).Where(f => f.Verdict.ToString() == "Failed").Select(f => (string)f.Name);
}
