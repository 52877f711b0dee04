using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Waiting;
using Obshell.Reliability;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Promise 8 on a virtual clock: when a wait polls, when it stops, and which failures it tolerates.</summary>
[Trait("Category", "Reliability")]
[Trait("Promise", "8")]
[Trait("Category", "Slow")]
[Trait("Topic", "Waiting")]
public sealed class WaitPaceTests
{
    /// <summary>The resolution of a timer.</summary>
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private static readonly RestoreBehaviour Long = new() { Duration = TimeSpan.FromHours(50) };

    [Fact]
    public async Task Despite_failures_a_wait_ends_within_a_millisecond_of_its_timeout_with_one_last_poll()
    {
        int runs = Effort.Of(20, 300);
        TimeSpan worst = TimeSpan.Zero;
        var elsewhere = new List<string>();
        for (int seed = 1; seed <= runs; seed++)
        {
            var random = new Random(seed);
            TimeSpan limit = TimeSpan.FromSeconds(random.Next(0, 600) + random.NextDouble());
            double share = random.NextDouble();
            string? retryAfter = random.Next(2) == 0 ? random.Next(1, 90).ToString(CultureInfo.InvariantCulture) : null;
            int[] pages = [502, 503, 504, 429];
            await using VirtualCluster cluster = await VirtualCluster.StartAsync();
            AgentDag dag = await cluster.StartRestoreAsync("rt2", Long);
            var times = new PollTimes(cluster, _ => random.NextDouble() < share ? pages[random.Next(pages.Length)] : 0, retryAfter);
            TimeSpan before = cluster.Time.Elapsed;

            WatchRecord record = await cluster.WatchAsync(new WaitOptions { Timeout = limit, Random = new Random(seed) }, ids: dag.Id);

            Assert.True(record.TimeOuts.Count == 1, $"seed {seed}: no time-out");
            TimeSpan over = cluster.Time.Elapsed - before - limit;
            Assert.True(over >= TimeSpan.Zero && over <= Tick, $"seed {seed}: {over} over the limit of {limit}");
            if (times.Asked[^1] < limit || times.Asked.Count(t => t >= limit - Tick) != 1)
            {
                elsewhere.Add($"seed {seed}: {string.Join(", ", times.Asked.TakeLast(3))} of {limit}");
            }

            worst = over > worst ? over : worst;
        }

        Figures.Write(
            "waiting",
            ("waits with a time-out, each in its own weather", runs.ToString(CultureInfo.InvariantCulture), runs.ToString(CultureInfo.InvariantCulture)),
            ("longest beyond the time-out, requests apart", "1 ms", worst.TotalMilliseconds.ToString("0.0", CultureInfo.InvariantCulture) + " ms"),
            ("of these, last poll elsewhere than at the deadline, or two there", "0", elsewhere.Count.ToString(CultureInfo.InvariantCulture)));
        Assert.True(elsewhere.Count == 0, string.Join("\n", elsewhere));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_fault_limit_starts_again_after_each_good_answer(int dags)
    {
        // 9 minutes without an answer, then 20 seconds with answers. This repeats seven times, for about an hour.
        static int Outage(TimeSpan at) => at.TotalSeconds % 560 < 540 && at < TimeSpan.FromMinutes(65) ? 502 : 0;

        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        string[] ids = new string[dags];
        for (int i = 0; i < dags; i++)
        {
            ids[i] = (await cluster.StartRestoreAsync("rt" + i, new RestoreBehaviour { Duration = TimeSpan.FromMinutes(50) })).Id;
        }

        _ = new PollTimes(cluster, Outage);
        WatchRecord record = await cluster.WatchAsync(ids: ids);

        Assert.Empty(record.Losses);
        Assert.Equal(dags, record.Ends.Count);
        Assert.All(record.Ends, d => Assert.Equal(DagVerdict.Restored, d.Verdict));
    }

    [Fact]
    public async Task An_outage_longer_than_the_fault_limit_ends_the_wait_with_an_unknown_outcome()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        AgentDag dag = await cluster.StartRestoreAsync("rt2", Long);
        var times = new PollTimes(cluster, at => at > TimeSpan.FromSeconds(30) ? 502 : 0);

        WatchRecord record = await cluster.WatchAsync(ids: dag.Id);

        Assert.Equal("GatewayError", Assert.Single(record.Losses).Why.ErrorId);
        Assert.Empty(record.Ends);
        Assert.InRange(times.Asked[^1].TotalMinutes, 10.4, 10.7);
    }

    [Theory]
    [InlineData("20", 20)]
    [InlineData("3600", 60)]
    [InlineData("0", 0)]
    [InlineData("-5", 0)]
    [InlineData("soon", 0)]
    public async Task Retry_After_is_respected_up_to_a_minute(string retryAfter, int least)
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        AgentDag dag = await cluster.StartRestoreAsync("rt2", Long);
        int polls = 0;
        var times = new PollTimes(cluster, _ => ++polls == 5 ? 503 : 0, retryAfter);

        await cluster.WatchAsync(new WaitOptions { Timeout = TimeSpan.FromMinutes(3), Random = new Random(1) }, ids: dag.Id);

        TimeSpan pause = times.Pauses[4];
        Assert.InRange(pause.TotalSeconds, Math.Max(least, 0.2), Math.Max(least, 5.5));
        Assert.True(least == 0 || times.Pauses.Where((_, i) => i != 4).All(p => p < TimeSpan.FromSeconds(2)));
    }

    [Fact]
    public async Task Pauses_have_jitter_and_a_limit_and_are_short_again_after_a_change()
    {
        async Task<IReadOnlyList<TimeSpan>> PausesAsync(int seed)
        {
            await using VirtualCluster cluster = await VirtualCluster.StartAsync();
            AgentDag dag = await cluster.StartRestoreAsync("rt2", new RestoreBehaviour { Duration = TimeSpan.FromMinutes(5) });
            var times = new PollTimes(cluster);
            await cluster.WatchAsync(new WaitOptions { Random = new Random(seed) }, ids: dag.Id);
            return times.Pauses;
        }

        IReadOnlyList<TimeSpan> one = await PausesAsync(1);
        IReadOnlyList<TimeSpan> other = await PausesAsync(2);

        Assert.All(one.SkipLast(1), p => Assert.InRange(p.TotalSeconds, 0.2, 1.5));
        TimeSpan[] settled = [.. one.Where(p => p > TimeSpan.FromSeconds(1.1))];
        Assert.True(settled.Length > 100);
        Assert.True(settled.Distinct().Count() > settled.Length / 2, "The pauses repeat themselves.");
        Assert.InRange(settled.Average(p => p.TotalSeconds), 1.28, 1.32);
        Assert.True(one.Zip(other).Count(p => p.First == p.Second) < one.Count / 20, "Two waiters march in step.");

        // When the long stage 3 ends and stage 4 starts, the pause changes from the longest to the shortest.
        Assert.Contains(Enumerable.Range(100, one.Count - 100), i => one[i] < TimeSpan.FromSeconds(0.3));
    }

    [Fact]
    public void Waits_that_start_at_the_same_moment_have_different_jitter()
    {
        double[] first = [.. Enumerable.Range(0, 100).Select(_ => new WaitOptions().Random.NextDouble())];

        Assert.Equal(100, first.Distinct().Count());
    }

    [Fact]
    public async Task A_wall_clock_that_jumps_at_every_poll_does_not_change_the_time_of_a_poll()
    {
        async Task<IReadOnlyList<TimeSpan>> AskedAsync(bool jumps)
        {
            await using VirtualCluster cluster = await VirtualCluster.StartAsync();
            AgentDag dag = await cluster.StartRestoreAsync("rt2", Long);
            var random = new Random(5);
            var times = new PollTimes(cluster, at =>
            {
                if (jumps)
                {
                    cluster.Time.WallClockJump = TimeSpan.FromMinutes(random.Next(-100_000, 100_000));
                }

                return (int)at.TotalSeconds % 40 > 30 ? 503 : 0;
            });
            WatchRecord record = await cluster.WatchAsync(new WaitOptions { Timeout = TimeSpan.FromMinutes(20), Random = new Random(7) }, ids: dag.Id);
            Assert.Single(record.TimeOuts);
            return times.Asked;
        }

        Assert.Equal(await AskedAsync(jumps: false), await AskedAsync(jumps: true));
    }
}
