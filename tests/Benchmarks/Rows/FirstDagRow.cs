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
/// A new process to its first DAG, against a new process to its first <c>Invoke-RestMethod</c>; an empty process is taken off
/// both. Needs a PowerShell 7: <c>pwsh</c> on the path, or named by OBSHELLPS_PWSH.
/// </summary>
internal sealed class FirstDagRow : IRow
{
    private const int Rounds = 15;

    public string Name => "first";

    public async Task<IReadOnlyList<Figure>> MeasureAsync()
    {
        const string What = "new process to the first DAG, against one to the first Invoke-RestMethod, an empty process taken off";
        const string Target = "at most 1.8 times";
        string program = Environment.GetEnvironmentVariable("OBSHELLPS_PWSH") is { Length: > 0 } named ? named : "pwsh";
        using var simulator = new SimulatorProcess();
        using (ObConnection connection = await simulator.ConnectAsync())
        {
            await new ObshellClient(connection).StartRestoreAsync(SimulatorProcess.Restore("rt1"));
        }

        var environment = new Dictionary<string, string>
        {
            ["OBSHELL_SERVER"] = simulator.Address.ToString(),
            ["OBSHELL_PASSWORD"] = SimulatorRole.RootPassword,
            ["NO_COLOR"] = "1",
        };
        double Process(string script)
        {
            long started = Stopwatch.GetTimestamp();
            string output = Child.Run(Child.Start(program, ["-NoProfile", "-NonInteractive", "-Command", script], environment));
            double taken = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
            return output.EndsWith("READY", StringComparison.Ordinal) ? taken : throw new InvalidOperationException(output);
        }

        const string Empty = "'READY'";
        string get = $"$null = Invoke-RestMethod '{simulator.Address}api/v1/info'; 'READY'";
        string dag = $"Import-Module '{Child.StagedModule}'; $null = Connect-ObCluster -WarningAction SilentlyContinue; $null = Get-ObDag 11; 'READY'";
        try
        {
            Process(Empty);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return [new Figure(What, Target, "not measured: there is no PowerShell 7 here", null)];
        }

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
