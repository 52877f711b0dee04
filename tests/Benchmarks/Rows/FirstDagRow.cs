using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Benchmarks.Measuring;
using Obshell.Benchmarks.Processes;
using Obshell.Client;

namespace Obshell.Benchmarks.Rows;

/// <summary>
/// The time from the start of a new process to its first DAG, compared with the time from the start of a new process to its first
/// <c>Invoke-RestMethod</c>. The time of an empty process is subtracted from both times. The shell is the .NET tool, whose engine is not
/// compiled ahead of time.
/// </summary>
internal sealed class FirstDagRow : IRow
{
    private const int Rounds = 15;

    public string Name => "first";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        const string What = "new process to the first DAG, against one to the first Invoke-RestMethod, an empty process taken off";
        const string Target = "at most 1.8 times";
        using var simulator = new SimulatorProcess();
        using (ObConnection connection = await simulator.ConnectAsync())
        {
            await new ObshellClient(connection).Restores.StartAsync(SimulatorProcess.Restore("rt1"));
        }

        double Process(string script)
        {
            long started = Stopwatch.GetTimestamp();
            string output = Child.Shell(simulator.Address, "-Command", script);
            double taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            return output.EndsWith("READY", StringComparison.Ordinal) ? taken : throw new InvalidOperationException(output);
        }

        const string Empty = "'READY'";
        string get = $"$null = Invoke-RestMethod '{simulator.Address}api/v1/info'; 'READY'";
        string dag = $"Import-Module '{Child.StagedModule}'; $null = Connect-ObCluster -WarningAction SilentlyContinue; $null = Get-ObDag 11; 'READY'";
        Process(Empty);
        Process(get);
        Process(dag);
        var rounds = new List<(double Empty, double Get, double Dag)>();
        for (int i = 0; i < Rounds; i++)
        {
            rounds.Add((Process(Empty), Process(get), Process(dag)));
        }

        double empty = Samples.Median(rounds.Select(r => r.Empty));
        double first = Samples.Median(rounds.Select(r => r.Dag)) - empty;
        double rest = Samples.Median(rounds.Select(r => r.Get)) - empty;
        return [new Figure(What, Target, string.Create(CultureInfo.InvariantCulture, $"{first / rest:0.00} times ({first:0} and {rest:0} ms over {empty:0} ms)"), first / rest <= 1.8)];
    }
}
