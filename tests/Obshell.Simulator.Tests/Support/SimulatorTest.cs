using System;
using System.Threading.Tasks;
using Xunit;

namespace Obshell.Simulator.Tests;

/// <summary>Base class: each test has its own simulator with a manual clock and free ports.</summary>
public abstract class SimulatorTest : IAsyncLifetime
{
    public SimulatedCluster Cluster { get; private set; } = null!;

    public TestClient Client { get; private set; } = null!;

    protected virtual SimulatorOptions Options => new() { ManualClock = true };

    public async Task InitializeAsync()
    {
        Cluster = await SimulatedCluster.StartAsync(Options);
        Client = new TestClient(Cluster) { Password = Cluster.RootPassword };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        await Cluster.DisposeAsync();
    }

    protected async Task<TestClient> ReplaceAsync(SimulatorOptions options)
    {
        await DisposeAsync();
        Cluster = await SimulatedCluster.StartAsync(options);
        return Client = new TestClient(Cluster) { Password = Cluster.RootPassword };
    }

    protected static void Refused(int status, string errCode, TestAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        Assert.Equal((status, errCode), (answer.Status, answer.ErrCode));
        Assert.False((bool)answer.Json["successful"]!);
    }

    protected static void Panicked(TestAnswer answer, SimulatedCluster cluster)
    {
        ArgumentNullException.ThrowIfNull(answer);
        ArgumentNullException.ThrowIfNull(cluster);
        Assert.Equal((500, "Common.Unexpected", "Unexpected error: Internal Server Error"), (answer.Status, answer.ErrCode, answer.ErrorMessage));
        Assert.Equal("", answer.TraceId);
        Assert.False(answer.HasData);
    }

    protected DagView Dag(int index = 0) => Cluster.Dags[index];
}
