using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Waiting;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>
/// Trap 8: the agent stops watching a job after 3600 s. Only in this case a wait can send RETRY, so that the agent watches the job again.
/// </summary>
[Trait("Promise", "4")]
[Trait("Category", "Slow")]
[Trait("Topic", "Waiting")]
public sealed class ResumeOutlivedTests
{
    private static WaitOptions Resuming => new() { ResumeOutlived = true, Random = new Random(1) };

    [Fact]
    public async Task Trap_8_a_restore_3_and_a_half_times_as_long_as_the_limit_is_Restored_after_3_retries()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(3.5 * 3600) });
        virtualCluster.Cluster.Requests.Clear();
        WatchRecord record = await virtualCluster.WatchAsync(Resuming, ids: dag.Id);

        Assert.Equal(DagVerdict.Restored, Assert.Single(record.Ends).Verdict);
        Assert.Equal(3, record.Resumptions.Count);
        Assert.All(record.Resumptions, r => Assert.True(r is { Ended.Verdict: DagVerdict.RestoreOutlivedAgentWait, Change: not null, Refusal: null }));
        Assert.Equal(
            Enumerable.Repeat("""{"operator":"RETRY"}""", 3),
            virtualCluster.Cluster.Requests.All.Where(r => r.Method != "GET").Select(r => r.BodyText));
        Assert.Equal(1, virtualCluster.Cluster.Sql.Count(s => s.Contains("ALTER SYSTEM RESTORE", StringComparison.Ordinal)));
        Assert.Equal(0, virtualCluster.Cluster.Sql.Count(s => s.Contains("CANCEL", StringComparison.Ordinal) || s.Contains("DROP", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("tenant never normal", DagVerdict.RestoreCreateTimeout)]
    [InlineData("activation never primary", DagVerdict.DagFailed)]
    [InlineData("job fails late", DagVerdict.RestoreJobFailed)]
    [InlineData("SQL refused", DagVerdict.DagFailed)]
    public async Task After_any_other_failure_the_wait_sends_no_RETRY(string course, DagVerdict expected)
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", course switch
        {
            "tenant never normal" => new RestoreBehaviour { MetaTenantNeverNormal = true, Duration = TimeSpan.FromHours(1) },
            "activation never primary" => new RestoreBehaviour { ActivationNeverPrimary = true },
            "job fails late" => new RestoreBehaviour { Duration = TimeSpan.FromMinutes(50), JobFails = true },
            _ => new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" },
        });
        virtualCluster.Cluster.Requests.Clear();
        WatchRecord record = await virtualCluster.WatchAsync(Resuming, ids: dag.Id);

        Assert.Equal(expected, Assert.Single(record.Ends).Verdict);
        Assert.Empty(record.Resumptions);
        Assert.All(virtualCluster.Cluster.Requests.All, r => Assert.Equal("GET", r.Method));
    }

    [Fact]
    public async Task A_job_that_fails_in_the_second_hour_gets_one_RETRY_and_is_then_reported_as_failed()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(90), JobFails = true });
        WatchRecord record = await virtualCluster.WatchAsync(Resuming, ids: dag.Id);

        Assert.Equal(DagVerdict.RestoreJobFailed, Assert.Single(record.Ends).Verdict);
        Assert.Single(record.Resumptions);
    }

    [Fact]
    [Trait("Promise", "5")]
    public async Task Trap_40_after_a_lost_answer_to_a_RETRY_the_wait_reads_the_DAG_and_sends_no_second_RETRY()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(90) });
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropAfterHandler, Method = "POST", PathPrefix = "/api/v1/task/dag/" });
        virtualCluster.Cluster.Requests.Clear();
        WatchRecord record = await virtualCluster.WatchAsync(Resuming, ids: dag.Id);

        Assert.Equal(DagVerdict.Restored, Assert.Single(record.Ends).Verdict);
        Assert.True(Assert.Single(record.Resumptions).Change!.AnswerLost);
        Assert.Equal(1, virtualCluster.Cluster.Requests.Count(r => r.Method == "POST"));
    }

    [Fact]
    [Trait("Promise", "5")]
    public async Task Trap_40_if_the_DAG_does_not_show_the_RETRY_the_wait_ends_with_an_unknown_outcome()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(90) });
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, Method = "POST", PathPrefix = "/api/v1/task/dag/" });
        virtualCluster.Cluster.Requests.Clear();
        WatchRecord record = await virtualCluster.WatchAsync(Resuming, ids: dag.Id);

        Assert.Equal("ChangeUnknown", Assert.Single(record.Losses).Why.ErrorId);
        Assert.Equal(1, virtualCluster.Cluster.Requests.Count(r => r.Method == "POST"));
    }

    [Fact]
    public async Task After_the_timeout_of_the_wait_no_RETRY_is_sent()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        virtualCluster.Time.Cluster!.Clock.Advance(TimeSpan.FromSeconds(3700));
        virtualCluster.Cluster.Requests.Clear();
        WatchRecord record = await virtualCluster.WatchAsync(new WaitOptions { ResumeOutlived = true, Timeout = TimeSpan.Zero }, ids: dag.Id);

        Assert.Equal(DagVerdict.RestoreOutlivedAgentWait, Assert.Single(record.Ends).Verdict);
        Assert.All(virtualCluster.Cluster.Requests.All, r => Assert.Equal("GET", r.Method));
    }
}
