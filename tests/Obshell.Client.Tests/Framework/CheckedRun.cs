using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Framework;

/// <summary>One run of a program of checks: what each check said, and what the cluster saw.</summary>
public abstract class CheckedRun : IAsyncLifetime
{
    private const string Password = "Root#123";

    /// <summary>PASS, or FAIL with the reason, by the check's name.</summary>
    public IReadOnlyDictionary<string, string> Checks { get; private set; } = new Dictionary<string, string>();

    /// <summary>What the agent of the main path was sent.</summary>
    public IReadOnlyList<RecordedRequest> Requests { get; private set; } = [];

    public virtual Task InitializeAsync() => RunAsync([]);

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>What is started.</summary>
    protected abstract IReadOnlyList<string> Program { get; }

    /// <param name="aliens">Assemblies that are loaded before ours.</param>
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
        // The day after the point that the checks restore to.
        TimeProvider = ShiftedTime.StartingAt(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)),
        SqlPort = 0,
        Fixture = ClusterFixture.ThreeZones() with { ObAdminPresent = true, Tenants = [Shop] },
    });

    /// <summary>The tenant that queries are put to.</summary>
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
                // The program is on the machine's own day.
                SqlAnswer.Of("SELECT MAX(created) FROM shop.orders", DateTimeOffset.UtcNow.AddHours(-2)),
                SqlAnswer.Of("SELECT SUM(amount) FROM shop.orders", 1234.50m),
                new SqlAnswer { Query = "SELECT 'never'", IsSilent = true },
            ],
        },
    };

    private static string Server(SimulatedCluster cluster) => cluster.Agents[0].Uri.ToString();
}
