using System;
using System.Collections.Generic;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Benchmarks.Processes;
using Obshell.Client;
using Obshell.Recovery;
using Obshell.Recovery.Waiting;

namespace Obshell.Benchmarks.Rows;

/// <summary>The load on the waiting machine during a wait for 1,000 running DAGs of one cluster.</summary>
internal sealed class WatchRow : IRow
{
    private const int Dags = 1000;
    private const double Factor = 30;

    public string Name => "watch";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        using var simulator = new SimulatorProcess(restoreSeconds: 864_000);
        string[] ids;
        using (ObConnection connection = await simulator.ConnectAsync())
        {
            var client = new ObshellClient(connection);
            var started = new List<string>();
            for (int i = 0; i < Dags; i++)
            {
                started.Add((await client.Restores.StartAsync(SimulatorProcess.Restore(string.Create(CultureInfo.InvariantCulture, $"rt{i}")))).Dag.Id);
            }

            ids = [.. started];
        }

        // One minute in real time, with the cmdlet in its own process.
        double share = double.Parse(Child.Script("wait.ps1", simulator.Address, Child.StagedModule), CultureInfo.InvariantCulture);

        // Half an hour of virtual time in one minute.
        long early = 0;
        long late = 0;
        await WatchAsync(simulator, new FastTime(Factor), ids, async () =>
        {
            await Task.Delay(TimeSpan.FromMinutes(5) / Factor);
            early = GC.GetTotalMemory(forceFullCollection: true);
            await Task.Delay(TimeSpan.FromMinutes(30) / Factor);
            late = GC.GetTotalMemory(forceFullCollection: true);
        });
        double growth = (late - early) / (double)early;
        return
        [
            new Figure("processor time of Wait-ObDag for 1,000 DAGs, its process as a whole", "less than 3 % of one core", string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.00} %"), share < 0.03),
            new Figure(
                "memory of such a wait after 5 minutes, and 30 minutes later", "no growth",
                string.Create(CultureInfo.InvariantCulture, $"{early / 1e6:0.00} MB, {late / 1e6:0.00} MB"), growth < 0.02),
        ];
    }

    private static async Task WatchAsync(SimulatorProcess simulator, TimeProvider time, string[] ids, Func<Task> meanwhile)
    {
        using ObConnection connection = await simulator.ConnectAsync(time);
        using var enough = new CancellationTokenSource();
        var watch = new DagWatch(new ObshellClient(connection), new WaitOptions { ReadProgress = true }, new Silent());
        foreach (string id in ids)
        {
            watch.Add(id);
        }

        watch.CompleteAdding();
        Task work = watch.RunAsync(enough.Token);
        await meanwhile();
        await enough.CancelAsync();
        await Task.WhenAny(work);
        if (!work.IsCanceled)
        {
            throw new InvalidOperationException("The wait ended by itself: " + work.Exception?.Message);
        }
    }

    private sealed class Silent : IDagWatchObserver
    {
        public void Changed(AgentDag? before, AgentDag now)
        {
        }

        public void Progress(AgentDag now, RestoreOverview? job)
        {
        }

        public void Resumed(DagDetail ended, DagChange? change, ObshellException? refusal)
        {
        }

        public void Ended(DagDetail dag) => throw new InvalidOperationException("No DAG was to end.");

        public void TimedOut(string id, AgentDag? last) => throw new InvalidOperationException("There was no limit.");

        public void Lost(string id, AgentDag? last, ObshellException why) => throw new InvalidOperationException("DAG lost: " + why.Message);

        public void Stalled(AgentDag now, AgentAddress agent)
        {
        }

        public void Disturbed(ObshellException why)
        {
        }
    }
}
