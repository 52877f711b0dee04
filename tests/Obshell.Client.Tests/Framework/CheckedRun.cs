using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>One run of a program with checks: the result of each check, and the requests that the cluster got.</summary>
public abstract class CheckedRun : IAsyncLifetime
{
    private const string Password = "Root#123";

    /// <summary>The results by name of the check: PASS, or FAIL with the reason.</summary>
    public IReadOnlyDictionary<string, string> Checks { get; private set; } = new Dictionary<string, string>();

    /// <summary>Requests to the agent of the main cluster.</summary>
    public IReadOnlyList<RecordedRequest> Requests { get; private set; } = [];

    public virtual Task InitializeAsync() => RunAsync([]);

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The program to start.</summary>
    protected abstract IReadOnlyList<string> Program { get; }

    /// <param name="aliens">Files of other assemblies that are loaded before ours.</param>
    public async Task RunAsync(IReadOnlyList<string> aliens)
    {
        await using SimulatedCluster cluster = await StartAsync(1024);
        await using SimulatedCluster shortKey = await StartAsync(512);
        await using SimulatedCluster longKey = await StartAsync(2048);
        string output = await CheckedProgram.RunAsync(
            Program, Password, [CheckedProgram.StagedModule, Server(cluster), Server(shortKey), Server(longKey), .. aliens]);
        Checks = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .ToDictionary(line => line.Split(' ', ':')[1], line => line);
        Requests = cluster.Requests.All;
    }

    private static Task<SimulatedCluster> StartAsync(int bits) => SimulatedCluster.StartAsync(new SimulatorOptions
    {
        RootPassword = Password,
        KeyBits = bits,
        TimeScale = 200,
        // The cluster starts on the day after the restore point of the checks.
        TimeProvider = ShiftedTime.StartingAt(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
        SqlPort = 0,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true, Tenants = [Shop] },
    });

    /// <summary>The tenant to which the checks send their queries.</summary>
    private static Tenant Shop => new()
    {
        Name = "shopt",
        Content = new TenantContent
        {
            RootPassword = "Tenant#1",
            Databases = ["shop"],
            Answers =
            [
                SqlAnswer.Of("SELECT COUNT(*) FROM shop.orders", 17L),
                // The program uses the clock of this machine.
                SqlAnswer.Of("SELECT MAX(created) FROM shop.orders", DateTimeOffset.UtcNow.AddHours(-2)),
                SqlAnswer.Of("SELECT SUM(amount) FROM shop.orders", 1234.50m),
                new SqlAnswer { Query = "SELECT 'never'", IsSilent = true },
            ],
        },
    };

    private static string Server(SimulatedCluster cluster) => cluster.Agents[0].Uri.ToString();
}
