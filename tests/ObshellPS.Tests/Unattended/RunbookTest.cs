using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Unattended;

/// <summary>Base class of tests that run runbooks in their own processes, with a cluster whose clock is fast.</summary>
public abstract class RunbookTest : IAsyncLifetime
{
    protected SimulatedCluster Cluster { get; private set; } = null!;

    protected static string Examples { get; } = Path.Combine(HostedSession.RepoRoot, "examples");

    protected static string Stubs { get; } = Path.Combine(HostedSession.RepoRoot, "tests", "ObshellPS.Tests", "Unattended", "Stubs.ps1");

    protected static string Scheduled { get; } = Path.Combine(Examples, "scheduled", "Restore-Tenant.ps1");

    protected static IReadOnlyDictionary<string, string> NoVariables { get; } = new Dictionary<string, string>();

    protected string Server => string.Join(',', Cluster.Agents.Select(a => a.Uri.Authority));

    protected virtual SimulatorOptions Options => new() { RootPassword = ConnectedSession.RootPassword, TimeScale = 50 };

    public virtual async Task InitializeAsync() => Cluster = await SimulatedCluster.StartAsync(Options);

    public async Task DisposeAsync() => await Cluster.DisposeAsync();

    protected int RestoresOf(string tenant) => Cluster.Sql.Count(s => s.Contains($"ALTER SYSTEM RESTORE {tenant} ", StringComparison.Ordinal));

    /// <summary>Starts the scheduled example for a tenant.</summary>
    private protected ScriptProcess StartScheduled(string tenant) => ScriptProcess.Start(
        Cluster, Scheduled, Stubs, NoVariables, "Server", Server, "RestoreTenantName", tenant, "Timestamp", "2026-11-21T12:00:00+08:00");
}
