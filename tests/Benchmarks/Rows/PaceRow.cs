using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Client;
using Obshell.Client.Tests.Time;
using Obshell.Recovery.Tests.Waiting;
using Obshell.Recovery.Waiting;
using Obshell.Simulator;

namespace Obshell.Benchmarks.Rows;

/// <summary>
/// The time between the end of a DAG and the end of the wait, and the number of requests until then. A virtual clock is used, so the result
/// does not depend on the machine.
/// </summary>
internal sealed class PaceRow : IRow
{
    private const int Waits = 200;

    public string Name => "pace";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        var late = new List<double>();
        double seconds = 0;
        double requests = 0;
        for (int seed = 1; seed <= Waits; seed++)
        {
            var random = new Random(seed);
            await using VirtualCluster cluster = await VirtualCluster.StartAsync();
            AgentDag dag = await cluster.StartRestoreAsync("rt1", new RestoreBehaviour { Duration = TimeSpan.FromSeconds(120 + (1000 * random.NextDouble())) });
            cluster.Cluster.Requests.Clear();
            TimeSpan before = cluster.Time.Elapsed;

            WatchRecord record = await cluster.WatchAsync(new WaitOptions { ReadProgress = true, Random = new Random(seed) }, ids: dag.Id);

            seconds += (cluster.Time.Elapsed - before).TotalSeconds;
            requests += cluster.Cluster.Requests.All.Count;

            // Both times are from the clock of the simulated cluster.
            late.Add((cluster.Cluster.Clock.UtcNow - record.Ends.Single().EndTime!.Value).TotalSeconds);
        }

        double median = Samples.Median(late);
        double rate = requests / seconds;
        return
        [
            new Figure(
                "from the end of a DAG to the answer of a wait, restores of 2 to 19 minutes", "median at most 1.0 s",
                string.Create(CultureInfo.InvariantCulture, $"median {median:0.00} s, 90 % within {late.Order().ElementAt(late.Count * 9 / 10):0.00} s"), median <= 1.0),
            new Figure("requests of these waits, the progress bar's included", "at most 1 a second", string.Create(CultureInfo.InvariantCulture, $"{rate:0.00} a second"), rate <= 1.0),
        ];
    }
}
