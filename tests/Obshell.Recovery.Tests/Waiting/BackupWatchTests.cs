using System;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Waiting;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>
/// Watches backups on a virtual clock. The verdict comes from OceanBase's own job (B9, B10), and a step that waits for an agent is reported
/// (B3).
/// </summary>
[Trait("Promise", "4")]
[Trait("Topic", "Waiting")]
public sealed class BackupWatchTests
{
    [Theory]
    [InlineData("good", DagVerdict.BackupCompleted)]
    [InlineData("late", DagVerdict.BackupCompleted)]
    [InlineData("never shows", DagVerdict.BackupUnconfirmed)]
    [InlineData("fails", DagVerdict.BackupFailed)]
    [InlineData("refused", DagVerdict.DagFailed)]
    [InlineData("outlives 3600 s", DagVerdict.BackupOutlivedAgentWait)]
    public async Task Each_end_of_a_backup_gives_the_right_verdict(string course, DagVerdict expected)
    {
        await using VirtualCluster cluster = await StartAsync();
        cluster.Cluster.TenantBackups.SetBehaviour("shop", course switch
        {
            "late" => new BackupBehaviour { RowDelay = TimeSpan.FromSeconds(30), Duration = TimeSpan.FromMinutes(10) },
            "never shows" => new BackupBehaviour { RowDelay = TimeSpan.FromHours(3) },
            "fails" => new BackupBehaviour { FailResult = 4184, FailComment = "No space left on device" },
            "refused" => new BackupBehaviour { SqlError = "Error 9026 (HY000): not valid" },
            "outlives 3600 s" => new BackupBehaviour { Duration = TimeSpan.FromHours(3) },
            _ => new BackupBehaviour(),
        });
        AgentDag dag = (await cluster.Client.BackupChanges.StartAsync("shop", new BackupRequest())).Dag;

        DagDetail end = Assert.Single((await cluster.WatchAsync(ids: dag.Id)).Ends);

        Assert.Equal(expected, end.Verdict);
        Assert.Equal(course is "refused" or "outlives 3600 s" ? "FAILED" : "SUCCEED", end.State);
    }

    [Fact]
    [Trait("Trap", "B3")]
    public async Task A_step_that_waits_for_an_agent_is_reported_once()
    {
        await using VirtualCluster cluster = await StartAsync(agents: 2);
        await cluster.Cluster.Agents[1].StopAsync();
        AgentDag dag = (await cluster.Client.BackupChanges.StartAsync("shop", new BackupRequest())).Dag;

        WatchRecord record = await cluster.WatchAsync(new WaitOptions { Random = new Random(1), Timeout = TimeSpan.FromMinutes(5) }, ids: dag.Id);

        Assert.Equal(cluster.Cluster.Agents[1].Uri.Authority, Assert.Single(record.Stalls).ToString());
        Assert.Single(record.TimeOuts);
    }

    private static async Task<VirtualCluster> StartAsync(int agents = 1)
    {
        VirtualCluster cluster = await VirtualCluster.StartAsync(agents);
        cluster.Cluster.AddTenant(new Tenant { Name = "shop", Backup = Obshell.Simulator.TenantBackup.Below("file:///b") });
        return cluster;
    }
}
