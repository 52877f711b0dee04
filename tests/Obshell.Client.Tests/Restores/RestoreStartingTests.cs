using System;
using System.Threading.Tasks;
using Obshell.Client.Tests.Time;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Client.Tests.Restores;

/// <summary>Promise 5: a restore is never started twice.</summary>
[Trait("Promise", "5")]
[Trait("Topic", "Starting")]
public sealed class RestoreStartingTests
{
    private const string Path = "/api/v1/tenant/restore";

    [Theory]
    [InlineData(FaultKind.DropAfterHandler)]
    [InlineData(FaultKind.TruncateAnswer)]
    [InlineData(FaultKind.EmptyBody200)]
    [InlineData(FaultKind.NotJson)]
    [InlineData(FaultKind.NullData)]
    public async Task After_a_lost_answer_the_DAG_is_found_and_returned(FaultKind kind)
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = kind, Method = "POST", PathPrefix = Path, HandlerRuns = true });
        RestoreStart start = await virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2"));

        Assert.True(start.WasFound);
        Assert.Equal("Restore backup_rt2", start.Dag.Name);
        Assert.Equal(1, Posts(virtualCluster));
        Assert.Equal("SUCCEED", (await virtualCluster.EndAsync(start.Dag.Id)).State);
        Assert.Equal(1, virtualCluster.Cluster.Sql.Count(s => s.Contains("ALTER SYSTEM RESTORE", StringComparison.Ordinal)));
    }

    /// <summary>Before the POST, a start retries as long as a wait does, because nothing has been sent yet.</summary>
    [Theory]
    [InlineData(FaultKind.DropBeforeHandler, 8)]
    [InlineData(FaultKind.TruncateAnswer, 8)]
    [InlineData(FaultKind.BadGateway502Html, 8)]
    [InlineData(FaultKind.HtmlPage, 1)]
    [InlineData(FaultKind.NotJson, 1)]
    [Trait("Promise", "8")]
    public async Task Promise_8_failures_before_the_POST_are_retried(FaultKind kind, int times)
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = kind, Method = "GET", PathPrefix = "/api/v1/task/", Times = times });

        RestoreStart start = await virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2"));

        Assert.Equal("Restore backup_rt2", start.Dag.Name);
        Assert.Equal(1, Posts(virtualCluster));
    }

    [Theory]
    [InlineData(FaultKind.DropBeforeHandler)]
    [InlineData(FaultKind.BadGateway502Html)]
    [InlineData(FaultKind.HtmlPage)]
    public async Task If_all_reads_before_the_POST_fail_the_start_ends_without_the_POST(FaultKind kind)
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = kind, Method = "GET", PathPrefix = "/api/v1/task/", Times = int.MaxValue });
        DateTimeOffset began = virtualCluster.Time.GetUtcNow();

        await Assert.ThrowsAnyAsync<ObshellException>(() => virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2")));

        // If the answers are not from an agent, the start ends after two of them.
        Assert.InRange((virtualCluster.Time.GetUtcNow() - began).TotalSeconds, kind == FaultKind.HtmlPage ? 0 : 25, kind == FaultKind.HtmlPage ? 10 : 60);
        Assert.Equal(0, Posts(virtualCluster));
    }

    [Theory]
    [InlineData(FaultKind.DropBeforeHandler)]
    [InlineData(FaultKind.BadGateway502Html)]
    [InlineData(FaultKind.GatewayTimeout504)]
    [InlineData(FaultKind.HtmlPage)]
    public async Task If_the_DAG_is_not_found_the_outcome_is_unknown_and_the_start_is_not_sent_again(FaultKind kind)
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = kind, Method = "POST", PathPrefix = Path, HandlerRuns = false });
        var error = await Assert.ThrowsAsync<ChangeUnknownException>(() => virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2")));
        Assert.Equal(("RestoreStartUnknown", "rt2"), (error.ErrorId, error.TenantName));
        Assert.NotEmpty(error.TraceId);
        Assert.Equal(1, Posts(virtualCluster));
        Assert.Equal(0, virtualCluster.Cluster.Sql.Count(s => s.Contains("RESTORE", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_agent_failure_without_a_DAG_is_reported_as_the_agents_error()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.Panic, Method = "POST", PathPrefix = Path, HandlerRuns = false });
        var error = await Assert.ThrowsAsync<ObshellApiException>(() => virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2")));
        Assert.Equal(("Common.Unexpected", 500), (error.ErrorId, error.HttpStatus));
        Assert.Equal(1, Posts(virtualCluster));
    }

    [Fact]
    public async Task If_the_agent_panicked_after_it_created_the_DAG_the_module_finds_the_DAG()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.Panic, Method = "POST", PathPrefix = Path, HandlerRuns = true });
        Assert.True((await virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2"))).WasFound);
    }

    [Fact]
    public async Task After_a_lost_answer_an_earlier_restore_of_the_same_tenant_is_not_returned()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag first = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        await virtualCluster.EndAsync(first.Id);

        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, Method = "POST", PathPrefix = Path, HandlerRuns = false });
        await Assert.ThrowsAsync<ChangeUnknownException>(() => virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2")));
    }

    [Fact]
    public async Task Of_two_restores_of_a_tenant_the_newest_is_returned()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag first = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { SqlError = "Error 9040 (HY000): No enough log for restore" });
        await virtualCluster.EndAsync(first.Id);
        virtualCluster.Cluster.SetBehaviour("rt2", new RestoreBehaviour());

        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropAfterHandler, Method = "POST", PathPrefix = Path });
        RestoreStart start = await virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2"));
        Assert.True(start.WasFound);
        Assert.True(start.Dag.DagId > first.DagId);
    }

    [Fact]
    public async Task After_a_lost_answer_a_restore_that_has_already_ended_is_found_in_the_full_list()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropAfterHandler, Method = "POST", PathPrefix = Path });
        // The first search fails until the restore has ended.
        virtualCluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.BadGateway502Html, Method = "GET", PathPrefix = "/api/v1/task/dag/ob/unfinish", Times = 4 });
        virtualCluster.Cluster.SetBehaviour("rt2", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(1) });
        RestoreStart start = await virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2"));
        Assert.True(start.WasFound);
    }

    [Fact]
    public async Task A_refused_POST_is_not_repeated_and_the_error_has_the_DAG_that_blocks_it()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        AgentDag running = await virtualCluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(5) });
        var error = await Assert.ThrowsAsync<DagRefusalException>(() => virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2")));
        Assert.Equal("OB.Tenant.UnderMaintenance", error.ErrorId);
        Assert.Equal(running.Id, error.Dag.Id);
        Assert.Equal(2, Posts(virtualCluster));

        virtualCluster.Cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        error = await Assert.ThrowsAsync<DagRefusalException>(() => virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2")));
        Assert.Equal(("OB.Tenant.Existed", running.Id), (error.ErrorId, error.Dag.Id));
    }

    [Fact]
    public async Task An_invalid_request_is_not_sent()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Requests.Clear();
        TenantRestoreRequest request = VirtualCluster.Request("sys");
        await Assert.ThrowsAsync<ObshellInputException>(() => virtualCluster.Client.Restores.StartAsync(request));
        Assert.Empty(virtualCluster.Cluster.Requests.All);
    }

    [Fact]
    public async Task An_agent_too_old_to_restore_is_refused_before_the_POST()
    {
        await using VirtualCluster virtualCluster = await VirtualCluster.StartAsync();
        virtualCluster.Cluster.Agents[0].Version = "4.2.3.0-1";
        await virtualCluster.Cluster.Agents[0].NewHomeAsync();
        await virtualCluster.Client.Dags.ListAsync();
        Assert.Equal("AgentTooOld", (await Assert.ThrowsAsync<ObshellProtocolException>(() => virtualCluster.Client.Restores.StartAsync(VirtualCluster.Request("rt2")))).ErrorId);
        Assert.Equal(0, Posts(virtualCluster));
    }

    private static int Posts(VirtualCluster virtualCluster) =>
        virtualCluster.Cluster.Requests.Count(r => r.Method == "POST" && r.PathAndQuery == Path);
}
