using System;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Tests.Http;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Waiting;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Waits for DAGs of the simulated agent, on a virtual clock.</summary>
[Trait("Category", "Slow")]
[Trait("Topic", "Waiting")]
public sealed class DagWatchTests
{
    [Fact]
    [Trait("Promise", "4")]
    public async Task A_restore_is_watched_to_its_end_and_confirmed_by_the_overview()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2");
        WatchRecord record = await virtualCluster.WatchAsync(ids: dag.Id);

        DagDetail end = Assert.Single(record.Ends);
        Assert.Equal(DagVerdict.Restored, end.Verdict);
        Assert.True(end.Restore!.IsSuccess);
        Assert.Equal(5, end.Nodes.Length);
        Assert.Equal("READY/RUN/1", record.Changes[0]);
        Assert.Equal("SUCCEED/RUN/5", record.Changes[^1]);
    }

    [Theory]
    [Trait("Promise", "4")]
    [InlineData("job fails", DagVerdict.RestoreJobFailed)]
    [InlineData("job fails, tenant remains", DagVerdict.RestoreJobFailed)]
    [InlineData("SQL refused", DagVerdict.DagFailed)]
    [InlineData("activation fails", DagVerdict.DagFailed)]
    [InlineData("activation never primary", DagVerdict.DagFailed)]
    [InlineData("upgrade never ends", DagVerdict.DagFailed)]
    [InlineData("outlives 3600 s", DagVerdict.RestoreOutlivedAgentWait)]
    [InlineData("tenant never normal", DagVerdict.RestoreCreateTimeout)]
    public async Task Each_bad_end_of_a_restore_gives_the_right_verdict(string course, DagVerdict expected)
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", course switch
        {
            "job fails" => new RestoreBehaviour { JobFails = true },
            "job fails, tenant remains" => new RestoreBehaviour { JobFails = true, FailedTenantRemains = true },
            "SQL refused" => new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" },
            "activation fails" => new RestoreBehaviour { ActivationError = "Error 4000 (HY000): internal error" },
            "activation never primary" => new RestoreBehaviour { ActivationNeverPrimary = true },
            "upgrade never ends" => new RestoreBehaviour { UpgradeNeverFinishes = true },
            "outlives 3600 s" => new RestoreBehaviour { Duration = TimeSpan.FromHours(3) },
            _ => new RestoreBehaviour { MetaTenantNeverNormal = true },
        });
        DagDetail end = Assert.Single((await virtualCluster.WatchAsync(ids: dag.Id)).Ends);
        Assert.Equal(expected, end.Verdict);
        Assert.Equal("FAILED", end.State);
    }

    [Fact]
    [Trait("Promise", "5")]
    public async Task A_wait_sends_only_GET_requests()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(3) });
        virtualCluster.Cluster.Requests.Clear();
        await virtualCluster.WatchAsync(ids: dag.Id);
        await virtualCluster.WatchAsync(new WaitOptions { Timeout = TimeSpan.Zero }, ids: dag.Id);
        Assert.All(virtualCluster.Cluster.Requests.All, r => Assert.Equal("GET", r.Method));
        Assert.DoesNotContain(virtualCluster.Cluster.Sql.Statements, s => s.Contains("CANCEL", StringComparison.Ordinal) || s.Contains("DROP", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Promise", "9")]
    public async Task A_long_wait_with_progress_sends_less_than_one_request_per_second()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(30) });
        virtualCluster.Cluster.Requests.Clear();
        TimeSpan before = virtualCluster.Time.Elapsed;
        await virtualCluster.WatchAsync(new WaitOptions { ReadProgress = true, Random = new Random(2) }, ids: dag.Id);

        double seconds = (virtualCluster.Time.Elapsed - before).TotalSeconds;
        int requests = virtualCluster.Cluster.Requests.All.Count;
        Assert.True(requests <= seconds, $"{requests} requests in {seconds} s");
        int overviews = virtualCluster.Cluster.Requests.Count(r => r.PathAndQuery.EndsWith("/overview", StringComparison.Ordinal));
        Assert.InRange(overviews, 1, (seconds / 5) + 2);
        Assert.All(
            virtualCluster.Cluster.Requests.All.Where(r => r.PathAndQuery.StartsWith("/api/v1/task/dag/", StringComparison.Ordinal)).SkipLast(1),
            r => Assert.EndsWith("?show_details=false", r.PathAndQuery, StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Promise", "9")]
    public async Task A_header_is_encrypted_at_most_every_30_seconds_and_has_no_Keys()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(10) });
        virtualCluster.Cluster.Requests.Clear();
        TimeSpan before = virtualCluster.Time.Elapsed;
        await virtualCluster.WatchAsync(ids: dag.Id);

        var polls = virtualCluster.Cluster.Requests.All.Where(r => r.PathAndQuery == $"/api/v1/task/dag/{dag.Id}?show_details=false").ToArray();
        int headers = polls.Select(p => p.HeaderValue).Distinct().Count();
        Assert.InRange(headers, 2, ((virtualCluster.Time.Elapsed - before).TotalSeconds / 30) + 1);
        Assert.All(polls, p => Assert.Equal(1, p.RsaBlocks));
        Assert.All(polls, p => Assert.DoesNotContain("Keys", p.HeaderJson!, StringComparison.Ordinal));
        Assert.Single(polls.Select(p => p.ConnectionId).Distinct());
    }

    [Fact]
    [Trait("Promise", "9")]
    public async Task A_wait_for_many_DAGs_reads_one_list_per_poll_and_each_ended_DAG_once()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        var ids = new string[20];
        for (int i = 0; i < ids.Length; i++)
        {
            ids[i] = (await virtualCluster.StartRestoreAsync($"rt{i}", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(60 + (30 * i)) })).Id;
        }

        virtualCluster.Cluster.Requests.Clear();
        WatchRecord record = await virtualCluster.WatchAsync(ids: ids);

        Assert.Equal(ids.Order(), record.Ends.Select(d => d.Id).Order());
        Assert.All(record.Ends, d => Assert.Equal(DagVerdict.Restored, d.Verdict));
        var reads = virtualCluster.Cluster.Requests.All;
        int lists = reads.Count(r => r.PathAndQuery == "/api/v1/task/dag/ob/unfinish?show_details=false");
        int details = reads.Count(r => r.PathAndQuery.EndsWith("show_details=true", StringComparison.Ordinal));
        int confirmations = reads.Count(r => r.PathAndQuery.Contains("/restore/", StringComparison.Ordinal));
        int single = reads.Count(r => r.PathAndQuery.StartsWith("/api/v1/task/dag/1", StringComparison.Ordinal) && r.PathAndQuery.EndsWith("false", StringComparison.Ordinal));
        Assert.Equal(reads.Count, lists + details + confirmations + single);
        Assert.Equal(20, details);
        Assert.InRange(confirmations, 1, 20);
        Assert.InRange(single, 0, 80); // A single remaining DAG is read directly.
    }

    [Fact]
    public async Task A_wait_polls_a_last_time_at_its_timeout_and_the_restore_continues()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(30) });
        TimeSpan before = virtualCluster.Time.Elapsed;
        WatchRecord record = await virtualCluster.WatchAsync(new WaitOptions { Timeout = TimeSpan.FromSeconds(90), Random = new Random(3) }, ids: dag.Id);

        (string id, AgentDag? last) = Assert.Single(record.TimeOuts);
        Assert.Equal(dag.Id, id);
        Assert.Equal(3, last!.Stage);
        Assert.Empty(record.Ends);
        Assert.Equal(TimeSpan.FromSeconds(90), virtualCluster.Time.Elapsed - before);
        Assert.Equal(DagVerdict.Restored, Assert.Single((await virtualCluster.WatchAsync(ids: dag.Id)).Ends).Verdict);
    }

    [Fact]
    public async Task The_last_poll_sees_a_DAG_that_ended_exactly_at_the_deadline()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2");
        virtualCluster.Cluster.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Single((await virtualCluster.WatchAsync(new WaitOptions { Timeout = TimeSpan.Zero }, ids: dag.Id)).Ends);
    }

    [Theory]
    [Trait("Promise", "8")]
    [InlineData(FaultKind.DropBeforeHandler)]
    [InlineData(FaultKind.DropAfterHandler)]
    [InlineData(FaultKind.TruncateAnswer)]
    [InlineData(FaultKind.BadGateway502Html)]
    [InlineData(FaultKind.Unavailable503)]
    [InlineData(FaultKind.GatewayTimeout504)]
    [InlineData(FaultKind.TooManyRequests429)]
    [InlineData(FaultKind.EmptyBody200)]
    [InlineData(FaultKind.NotJson)]
    [InlineData(FaultKind.HtmlPage)]
    [InlineData(FaultKind.NullData)]
    [InlineData(FaultKind.Panic)]
    [InlineData(FaultKind.OneByteAtATime)]
    public async Task A_wait_continues_after_ten_faults_in_a_row(FaultKind kind)
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(2) });
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = kind, Method = "GET", Times = 10, Skip = 5 });
        WatchRecord record = await virtualCluster.WatchAsync(ids: dag.Id);
        Assert.Equal(DagVerdict.Restored, Assert.Single(record.Ends).Verdict);
        Assert.Empty(record.Losses);
        Assert.Equal(kind == FaultKind.OneByteAtATime ? 0 : 10, record.Disturbances.Count);
    }

    [Fact]
    [Trait("Promise", "8")]
    public async Task A_wait_continues_after_an_agent_restart_and_after_a_new_agent_key()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(2) });
        SimulatedAgent agent = virtualCluster.Cluster.Agents[0];
        var record = new WatchRecord();
        record.OnChange = now =>
        {
            if (now.Stage == 2)
            {
                agent.RestartAsync().GetAwaiter().GetResult();
            }
            else if (now.Stage == 3)
            {
                agent.NewHomeAsync().GetAwaiter().GetResult();
            }
        };
        await virtualCluster.WatchAsync(record: record, ids: dag.Id);
        Assert.Equal(DagVerdict.Restored, Assert.Single(record.Ends).Verdict);
    }

    [Fact]
    [Trait("Promise", "8")]
    public async Task A_wait_continues_with_another_agent_if_its_agent_stops()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync(agents: 3);
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(2) });
        await virtualCluster.Cluster.Agents[0].StopAsync();
        WatchRecord record = await virtualCluster.WatchAsync(ids: dag.Id);
        Assert.Equal(DagVerdict.Restored, Assert.Single(record.Ends).Verdict);
        Assert.Empty(record.Disturbances);
        Assert.Equal(virtualCluster.Connection.Server[1], virtualCluster.Connection.Agent);
    }

    [Fact]
    [Trait("Promise", "8")]
    public async Task If_the_agent_does_not_come_back_the_wait_ends_at_the_fault_limit_with_the_last_state()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromHours(1) });
        var record = new WatchRecord();
        record.OnChange = now =>
        {
            if (now.Stage == 3)
            {
                virtualCluster.Cluster.Agents[0].StopAsync().GetAwaiter().GetResult();
            }
        };
        TimeSpan before = virtualCluster.Time.Elapsed;
        await virtualCluster.WatchAsync(new WaitOptions { FaultLimit = TimeSpan.FromMinutes(10) }, record, ids: dag.Id);

        (_, AgentDag? last, ObshellException why) = Assert.Single(record.Losses);
        Assert.Equal(3, last!.Stage);
        Assert.Equal("AgentUnreachable", why.ErrorId);
        Assert.InRange((virtualCluster.Time.Elapsed - before).TotalMinutes, 10, 11);
    }

    [Fact]
    public async Task A_404_for_a_known_DAG_is_retried()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(2) });
        int answers = 0;
        virtualCluster.Cluster.Faults.Add(new Fault
        {
            Kind = FaultKind.Custom,
            Method = "GET",
            PathPrefix = "/api/v1/task/dag/",
            Skip = 3,
            Times = 4,
            Custom = async context =>
            {
                answers++;
                context.Response.StatusCode = 404;
                context.Response.ContentType = "application/json";
                byte[] body = """{"successful":false,"status":404,"traceId":"x","error":{"errCode":"Task.NotFound","message":"Task not found: invalid connection"}}"""u8.ToArray();
                await context.Response.Body.WriteAsync(body);
                return true;
            },
        });
        WatchRecord record = await virtualCluster.WatchAsync(ids: dag.Id);
        Assert.Equal(4, answers);
        Assert.Equal(DagVerdict.Restored, Assert.Single(record.Ends).Verdict);
    }

    [Fact]
    public async Task A_wait_for_an_unknown_id_ends_with_the_agents_error_and_the_other_waits_continue()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2");
        WatchRecord record = await virtualCluster.WatchAsync(ids: ["1999", dag.Id]);
        Assert.Equal(("1999", "Task.NotFound"), (Assert.Single(record.Losses).Id, record.Losses[0].Why.ErrorId));
        Assert.Equal(DagVerdict.Restored, Assert.Single(record.Ends).Verdict);
    }

    [Fact]
    [Trait("Promise", "4")]
    public async Task A_restore_is_unconfirmed_if_all_retries_to_read_the_overview_fail()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2");
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, PathPrefix = "/api/v1/tenant/", Times = 5 });
        Assert.Equal(DagVerdict.Restored, Assert.Single((await virtualCluster.WatchAsync(ids: dag.Id)).Ends).Verdict);

        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, PathPrefix = "/api/v1/tenant/", Times = 100_000 });
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, PathPrefix = "/api/v1/restore/", Times = 100_000 });
        TimeSpan before = virtualCluster.Time.Elapsed;
        DagDetail end = Assert.Single((await virtualCluster.WatchAsync(new WaitOptions { ConfirmLimit = TimeSpan.FromSeconds(60) }, ids: dag.Id)).Ends);
        Assert.Equal(DagVerdict.RestoreUnconfirmed, end.Verdict);
        Assert.InRange((virtualCluster.Time.Elapsed - before).TotalSeconds, 60, 70);
    }

    [Fact]
    public async Task A_jump_of_the_wall_clock_changes_neither_timeout_nor_login()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(30) });
        var record = new WatchRecord();
        record.OnChange = now => virtualCluster.Time.WallClockJump = TimeSpan.FromHours(now.Stage % 2 == 0 ? 5 : -5);
        TimeSpan before = virtualCluster.Time.Elapsed;
        await virtualCluster.WatchAsync(new WaitOptions { Timeout = TimeSpan.FromMinutes(5) }, record, ids: dag.Id);
        Assert.Single(record.TimeOuts);
        Assert.Empty(record.Disturbances);
        Assert.Equal(TimeSpan.FromMinutes(5), virtualCluster.Time.Elapsed - before);
    }

    [Fact]
    public async Task The_end_of_a_rollback_that_ran_before_the_wait_started_is_an_expected_end()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag dag = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        await virtualCluster.WatchAsync(ids: dag.Id);
        await virtualCluster.Connection.ChangeAsync(
            ApiRequestFor.Operator(dag.Id, "ROLLBACK"), null, default);

        var record = new WatchRecord();
        var watch = new DagWatch(virtualCluster.Client, new WaitOptions(), record);
        watch.Add(dag.Id, expectsRollback: true);
        watch.CompleteAdding();
        await watch.RunAsync(default);
        DagDetail end = Assert.Single(record.Ends);
        Assert.Equal((DagVerdict.DagRolledBack, true), (end.Verdict, end.IsExpectedEnd));
    }
}
