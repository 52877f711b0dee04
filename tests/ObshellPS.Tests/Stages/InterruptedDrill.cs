using System;
using System.IO;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Stages;

/// <summary>The journal of a drill that was killed on another machine.</summary>
internal static class InterruptedDrill
{
    /// <returns>The path of the journal. It says that the drill created this tenant with this DAG.</returns>
    public static string Journal(SimulatedCluster cluster, string tenant, string dagId)
    {
        string file = Path.Combine(StateFolder.Path, Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, Begun(cluster, tenant) + $$"""
            {"kind":"started","drill":"a","at":"2026-11-24T00:00:01+00:00","dag":"{{dagId}}"}

            """);
        return file;
    }

    /// <summary>The first journal line of a drill.</summary>
    /// <param name="cluster">Cluster of the drill.</param>
    /// <param name="tenant">Temporary tenant of the drill.</param>
    /// <param name="source">Name of the source. By default the tenant name without its first letter, because the default pattern is this
    /// letter and {source}.</param>
    /// <param name="pattern">Pattern of the tenant name.</param>
    /// <param name="newestDagBefore">Id of the newest DAG before the restore, or null for a line without it.</param>
    /// <param name="at">Time of the line, by default the start of the cluster.</param>
    public static string Begun(SimulatedCluster cluster, string tenant, string? source = null, string? pattern = null, long? newestDagBefore = null, DateTimeOffset? at = null)
    {
        DateTimeOffset began = at ?? cluster.Clock.StartedAt;
        return $$"""
            {"kind":"begun","drill":"a","at":"{{began:o}}","run":"r","machine":"elsewhere","process":1,"processStarted":"2026-11-24T00:00:00+00:00","cluster":"{{cluster.Options.ClusterName}}","clusterId":1,"source":"{{source ?? tenant[1..]}}","tenant":"{{tenant}}","pattern":"{{pattern ?? tenant[..1] + "{source}"}}","namedAt":"{{began:o}}","agentAt":"{{began:o}}"{{(newestDagBefore is { } before ? $",\"newestDagBefore\":{before}" : "")}}}

            """;
    }
}
