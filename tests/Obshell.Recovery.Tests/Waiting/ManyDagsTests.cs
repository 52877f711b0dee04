using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Waiting;
using Obshell.Simulator;
using Xunit;

namespace Obshell.Recovery.Tests.Waiting;

/// <summary>Counts the requests that a wait for many DAGs sends to one cluster in each poll round.</summary>
[Trait("Promise", "9")]
[Trait("Category", "Slow")]
[Trait("Topic", "Waiting")]
public sealed class ManyDagsTests
{
    private const string List = "/api/v1/task/dag/ob/unfinish?show_details=false";

    [Fact]
    public async Task Promise_9_a_round_sends_one_request_plus_one_per_ended_DAG_plus_one_for_all_jobs()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        var ids = new List<string>();
        for (int i = 0; i < 300; i++)
        {
            // Most DAGs run longer than the wait. Ten end together, later three together, and then one alone.
            double seconds = i < 10 ? 20 : i < 13 ? 60 : i < 14 ? 100 : 3000;
            ids.Add((await cluster.StartRestoreAsync(
                string.Create(CultureInfo.InvariantCulture, $"rt{i}"), new RestoreBehaviour { Duration = TimeSpan.FromSeconds(seconds) })).Id);
        }

        cluster.Cluster.Requests.Clear();
        WatchRecord record = await cluster.WatchAsync(new WaitOptions { Timeout = TimeSpan.FromMinutes(2.5), ReadProgress = true, Random = new Random(1) }, ids: [.. ids]);

        Assert.Equal(ids.Take(14).Order(), record.Ends.Select(d => d.Id).Order());
        Assert.All(record.Ends, d => Assert.Equal(DagVerdict.Restored, d.Verdict));
        int calm = 0;
        foreach (string[] round in Rounds(cluster.Cluster.Requests.All.Select(r => r.PathAndQuery)))
        {
            int ended = round.Count(p => p.StartsWith("/api/v1/task/dag/1", StringComparison.Ordinal) && p.EndsWith("?show_details=true", StringComparison.Ordinal));
            int jobs = round.Count(p => p.Contains("/restore/", StringComparison.Ordinal));
            Assert.Equal((ended > 0 ? 1 : 0, ended), (jobs, round.Length - jobs));
            calm += ended == 0 ? 1 : 0;
        }

        Assert.True(calm > 60, $"{calm} calm rounds");
    }

    [Fact]
    public async Task Promise_9_each_DAG_is_returned_at_most_one_round_after_its_end()
    {
        await using VirtualCluster cluster = await VirtualCluster.StartAsync();
        var ids = new List<string>();
        var random = new Random(7);
        for (int i = 0; i < 60; i++)
        {
            ids.Add((await cluster.StartRestoreAsync(
                string.Create(CultureInfo.InvariantCulture, $"rt{i}"), new RestoreBehaviour { Duration = TimeSpan.FromSeconds(10 + (300 * random.NextDouble())) })).Id);
        }

        var late = new List<TimeSpan>();
        var record = new WatchRecord { OnEnd = dag => late.Add(cluster.Cluster.Clock.UtcNow - dag.EndTime!.Value) };
        await cluster.WatchAsync(new WaitOptions { Random = new Random(1) }, record, ids: [.. ids]);

        // For several DAGs the longest pause between two polls is 2 s plus 10 % jitter.
        Assert.Equal(60, late.Count);
        Assert.All(late, l => Assert.InRange(l, TimeSpan.Zero, TimeSpan.FromSeconds(2.2)));
    }

    /// <summary>The requests of each poll round: those between one list and the next list.</summary>
    private static IEnumerable<string[]> Rounds(IEnumerable<string> paths)
    {
        List<string>? round = null;
        foreach (string path in paths)
        {
            if (path != List)
            {
                Assert.NotNull(round);
                round.Add(path);
                continue;
            }

            if (round is not null)
            {
                yield return [.. round];
            }

            round = [];
        }

        yield return [.. round!];
    }
}
