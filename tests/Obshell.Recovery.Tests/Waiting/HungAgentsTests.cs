using System;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Tests.Time;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Agents that accept a request and never answer: a wait continues, but a single read asks each agent only once.</summary>
[Trait("Promise", "8")]
[Trait("Category", "Slow")]
[Trait("Topic", "Waiting")]
public sealed class HungAgentsTests
{
    /// <summary>The timeout of a request, in real time. Even a busy machine can connect within this time.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_wait_continues_after_all_agents_hung_at_the_same_time(int agents)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync(agents, timeout: Limit);
        AgentDag dag = await cluster.StartRestoreAsync("rt2");
        cluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.StallForEver, Method = "GET", PathPrefix = "/api/v1/task/dag/" + dag.Id, Times = agents });

        WatchRecord record = await cluster.WatchAsync(ids: dag.Id);

        Assert.Empty(record.Losses);
        Assert.Equal(DagVerdict.Restored, Assert.Single(record.Ends).Verdict);
    }

    [Theory]
    [InlineData(1, "RequestTimeout")]
    [InlineData(3, "NoAgentAvailable")]
    public async Task A_single_read_asks_each_hung_agent_once(int agents, string error)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync(agents, timeout: Limit);
        Fault silence = cluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.StallForEver, Method = "GET", PathPrefix = "/api/v1/task/", Times = int.MaxValue });

        var fault = await Assert.ThrowsAsync<ObshellConnectionException>(() => cluster.Client.Dags.ListAsync());

        Assert.Equal(error, fault.ErrorId);
        Assert.Equal(agents, silence.Hits);
    }
}
