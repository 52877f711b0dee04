using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;
using Xunit;

namespace ObshellPS.Tests.Weather;

/// <summary>
/// Promise 8 for each kind of fault, over a real connection. One fault occurs during each wait, if possible at two requests in a row.
/// </summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "8")]
[Trait("Topic", "Weather")]
public sealed class SingleFaultTests : IClassFixture<SingleFaultTests.Waits>
{
    private readonly Waits waits;

    public SingleFaultTests(Waits waits) => this.waits = waits;

    public static TheoryData<string> Kinds { get; } = [.. Enum.GetNames<WeatherKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Promise_8_a_wait_continues_after_each_kind_of_fault_and_changes_nothing(string kind)
    {
        Scene scene = waits.Under(kind);

        Assert.Equal("Restored", ((dynamic)scene.Result.Single()).Verdict.ToString());
        Assert.Single(scene.Struck);
        Assert.Single(scene.Statements);
        Assert.All(scene.Requests, r => Assert.StartsWith("GET ", r, StringComparison.Ordinal));
    }

    /// <summary>All waits run in parallel before the tests check them.</summary>
    public sealed class Waits : IAsyncLifetime
    {
        private IReadOnlyCollection<Scene> scenes = [];

        internal Scene Under(string kind) => scenes.Single(s => s.Fault.Kind.ToString() == kind);

        public async Task InitializeAsync() => scenes = await Lanes.RunAsync(
            8,
            [
                .. Enum.GetValues<WeatherKind>().Select(kind => new WeatherFault(kind)
                {
                    At = 1,
                    Times = kind < WeatherKind.AgentRestart ? 2 : 1,
                    While = TimeSpan.FromSeconds(1),
                    RetryAfter = kind is WeatherKind.Page429 ? 1 : null,
                }),
            ],
            WaitAsync);

        public Task DisposeAsync() => Task.CompletedTask;

        private static async Task<Scene> WaitAsync(HostedSession session, WeatherFault fault)
        {
            bool upgrade = fault.Kind == WeatherKind.KeyUpgrade;
            await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions
            {
                // Only the fault of a stopped agent needs a second agent.
                AgentCount = fault.Kind == WeatherKind.AgentDead ? 2 : 1,
                RootPassword = ConnectedSession.RootPassword,
                ManualClock = true,
                KeyBits = upgrade ? 512 : 1024,
                Version = upgrade ? "4.4.1.1-0" : "4.5.0.0-0",
                Legacy = upgrade ? LegacyMode.Before442 : LegacyMode.None,
            });
            await using var sky = new Sky(cluster, [fault]) { OnRequest = number => cluster.Clock.Advance(TimeSpan.FromSeconds(number > 2 ? 20 : 1)) };
            SessionResult result = await Lanes.BlockingAsync(() =>
            {
                sky.Connect(session, timeout: fault.Kind == WeatherKind.Stall ? 4 : 30);
                session.Invoke("$dag = Start-ObTenantRestore @good").ThrowIfFailed();
                sky.Begin();
                return session.Invoke("$dag | Wait-ObDag");
            });
            return new Scene(fault, result)
            {
                Requests = sky.Requests,
                Struck = sky.Struck,
                Dags = cluster.Dags,
                Statements = [.. cluster.Sql.Statements.Where(s => s.Contains("ALTER SYSTEM RESTORE ", StringComparison.Ordinal))],
            };
        }
    }
}
