using System;
using System.Globalization;
using System.Linq;
using System.Threading.Tasks;
using Obshell.Simulator;

namespace Obshell.Benchmarks.Processes;

/// <summary>The child process that simulates the cluster. It writes its address and runs until its standard input ends.</summary>
internal static class SimulatorRole
{
    public const string RootPassword = "Root#123";

    /// <param name="arguments">Virtual seconds for each real second, seconds that a restore job takes, milliseconds that are added to a
    /// POST.</param>
    public static async Task RunAsync(string[] arguments)
    {
        double scale = double.Parse(arguments[0], CultureInfo.InvariantCulture);
        double seconds = double.Parse(arguments[1], CultureInfo.InvariantCulture);
        int postMilliseconds = int.Parse(arguments[2], CultureInfo.InvariantCulture);
        ClusterFixture roomy = ClusterFixture.ThreeZones();
        await using SimulatedCluster cluster = await SimulatedCluster.StartAsync(new SimulatorOptions
        {
            RootPassword = RootPassword,
            TimeScale = scale,
            DefaultBehaviour = new RestoreBehaviour { Duration = TimeSpan.FromSeconds(seconds) },
            Fixture = roomy with
            {
                Zones = [.. roomy.Zones.Select(z => z with { Servers = [.. z.Servers.Select(s => s with { CpuTotal = 100_000, MemoryTotal = 1L << 50 })] })],
            },
        });
        if (postMilliseconds > 0)
        {
            cluster.Faults.Add(new Fault
            {
                Kind = FaultKind.Custom,
                Method = "POST",
                PathPrefix = "/api/v1/tenant/restore",
                Times = int.MaxValue,
                Custom = async _ =>
                {
                    await Task.Delay(postMilliseconds);
                    return false;
                },
            });
        }

        Console.WriteLine(cluster.Agents[0].Uri.GetLeftPart(UriPartial.Authority));
        await Console.In.ReadToEndAsync();
    }
}
