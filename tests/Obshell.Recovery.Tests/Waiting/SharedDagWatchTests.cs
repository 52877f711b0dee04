using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Waiting;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Drills that run at the same time share one watch for their restores.</summary>
[Trait("Promise", "9")]
[Trait("Topic", "Waiting")]
public sealed class SharedDagWatchTests
{
    private const string List = "/api/v1/task/dag/ob/unfinish?show_details=false";

    [Fact]
    public async Task Promise_9_parallel_drills_share_one_list_and_each_drill_gets_its_own_end_and_bytes()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        string[] ids = await StartAsync(cluster, 4, seconds: 300);
        using var shared = new SharedDagWatch(cluster.Client);
        int[] samples = new int[ids.Length];
        SingleDagWatch[] watches = [.. ids.Select((_, i) => new SingleDagWatch(shared, cluster.Client.Clock, (_, job) => samples[i] += job is null ? 0 : 1))];
        cluster.Cluster.Requests.Clear();

        await Task.WhenAll(ids.Select((id, i) => watches[i].RunAsync(id, null, expectsRollback: false, CancellationToken.None)));

        Assert.Equal(ids, watches.Select(w => w.End!.Id));
        Assert.All(watches, w => Assert.Equal(DagVerdict.Restored, w.End!.Verdict));
        Assert.All(samples, s => Assert.InRange(s, 20, 70));
        string[] paths = [.. cluster.Cluster.Requests.All.Select(r => r.PathAndQuery)];
        int lists = paths.Count(p => p == List);
        Assert.InRange(lists, 100, 320);

        // A DAG is read directly only while it is the only one in the watch.
        Assert.InRange(paths.Count(p => p.StartsWith("/api/v1/task/dag/1", StringComparison.Ordinal) && p.EndsWith("=false", StringComparison.Ordinal)), 0, 30);

        // One request returns the bytes of all restores. It is sent at most every five seconds.
        Assert.InRange(paths.Count(p => p.Contains("/restore/", StringComparison.Ordinal)), 20, 75);
    }

    [Fact]
    public async Task A_wait_that_reaches_its_timeout_ends_and_the_others_continue()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        string[] ids = await StartAsync(cluster, 2, seconds: 200);
        using var shared = new SharedDagWatch(cluster.Client);
        SingleDagWatch[] watches = [.. ids.Select(_ => new SingleDagWatch(shared, cluster.Client.Clock))];
        DateTimeOffset begun = cluster.Client.Clock.GetUtcNow();
        TimeSpan[] took = new TimeSpan[2];

        await Task.WhenAll(ids.Select(async (id, i) =>
        {
            await watches[i].RunAsync(id, i == 0 ? TimeSpan.FromSeconds(60) : null, expectsRollback: false, CancellationToken.None);
            took[i] = cluster.Client.Clock.GetUtcNow() - begun;
        }));

        Assert.Null(watches[0].End);
        Assert.NotNull(watches[0].Last);
        Assert.InRange(took[0].TotalSeconds, 60, 63);
        Assert.Equal(DagVerdict.Restored, watches[1].End!.Verdict);
    }

    [Fact]
    public async Task The_fault_limit_of_a_wait_that_is_added_after_a_long_idle_time_starts_with_this_wait()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        using var shared = new SharedDagWatch(cluster.Client);
        string first = (await StartAsync(cluster, 1, seconds: 10))[0];
        await new SingleDagWatch(shared, cluster.Client.Clock).RunAsync(first, null, expectsRollback: false, CancellationToken.None);

        // The idle time is longer than the fault limit. Nothing is polled during this time.
        await cluster.Client.Clock.DelayAsync(TimeSpan.FromMinutes(30), CancellationToken.None);
        string second = (await cluster.StartRestoreAsync("later", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(30) })).Id;
        cluster.Cluster.Faults.Add(new Fault { Kind = FaultKind.DropBeforeHandler, PathPrefix = "/api/v1/task/dag", Times = 3 });
        var watch = new SingleDagWatch(shared, cluster.Client.Clock);
        await watch.RunAsync(second, null, expectsRollback: false, CancellationToken.None);

        Assert.Null(watch.Fault);
        Assert.Equal(DagVerdict.Restored, watch.End!.Verdict);
    }

    [Fact]
    public async Task A_cancellation_ends_all_waits()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        string[] ids = await StartAsync(cluster, 2, seconds: 3000);
        using var shared = new SharedDagWatch(cluster.Client);
        using var stop = new CancellationTokenSource();
        var seen = new TaskCompletionSource();
        Task[] waits = [.. ids.Select(id => new SingleDagWatch(shared, cluster.Client.Clock, (_, _) => seen.TrySetResult()).RunAsync(id, null, expectsRollback: false, stop.Token))];
        await seen.Task;
        await stop.CancelAsync();

        foreach (Task wait in waits)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        }
    }

    [Fact]
    public async Task A_wait_in_a_disposed_watch_ends()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        var shared = new SharedDagWatch(cluster.Client);
        shared.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new SingleDagWatch(shared, cluster.Client.Clock).RunAsync("11", null, expectsRollback: false, CancellationToken.None));
    }

    private static async Task<string[]> StartAsync(VirtualCluster cluster, int count, double seconds)
    {
        string[] ids = new string[count];
        for (int i = 0; i < count; i++)
        {
            ids[i] = (await cluster.StartRestoreAsync($"rt{i}", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(seconds) })).Id;
        }

        return ids;
    }
}
