using System;
using System.IO;
using Obshell.Simulator;

namespace ObshellPS.Tests.Hosting;

/// <summary>The journal of a drill that was killed on another machine.</summary>
internal static class InterruptedDrill
{
    /// <returns>The file, which says that the drill made this tenant with this DAG.</returns>
    public static string Journal(SimulatedCluster cluster, string tenant, string dagId)
    {
        string file = Path.Combine(StateFolder.Path, Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, $$"""
            {"kind":"begun","drill":"a","at":"2026-11-24T00:00:00+00:00","run":"r","machine":"elsewhere","process":1,"processStarted":"2026-11-24T00:00:00+00:00","cluster":"{{cluster.Options.ClusterName}}","clusterId":1,"source":"prod","tenant":"{{tenant}}"}
            {"kind":"started","drill":"a","at":"2026-11-24T00:00:01+00:00","dag":"{{dagId}}"}

            """);
        return file;
    }
}
