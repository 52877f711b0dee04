using System;
using System.IO;
using Obshell.Simulator;
using ObshellPS.Tests.Hosting;

namespace ObshellPS.Tests.Stages;

/// <summary>The journal of a drill that was killed on another machine.</summary>
internal static class InterruptedDrill
{
    /// <returns>The file, which says that the drill made this tenant with this DAG.</returns>
    public static string Journal(SimulatedCluster cluster, string tenant, string dagId)
    {
        string file = Path.Combine(StateFolder.Path, Guid.NewGuid().ToString("N"));
        File.WriteAllText(file, Begun(cluster, tenant) + $$"""
            {"kind":"started","drill":"a","at":"2026-11-24T00:00:01+00:00","dag":"{{dagId}}"}

            """);
        return file;
    }

    /// <summary>The line with which it began, when the cluster did.</summary>
    /// <param name="cluster">Where.</param>
    /// <param name="tenant">The throw-away tenant.</param>
    /// <param name="source">Whose backup; by default such that the pattern, its first letter and {source}, makes the name.</param>
    /// <param name="pattern">How the name was made.</param>
    /// <param name="newestDagBefore">Written where it is not null.</param>
    /// <param name="at">When; by default when the cluster began.</param>
    public static string Begun(SimulatedCluster cluster, string tenant, string? source = null, string? pattern = null, long? newestDagBefore = null, DateTimeOffset? at = null)
    {
        DateTimeOffset began = at ?? cluster.Clock.StartedAt;
        return $$"""
            {"kind":"begun","drill":"a","at":"{{began:o}}","run":"r","machine":"elsewhere","process":1,"processStarted":"2026-11-24T00:00:00+00:00","cluster":"{{cluster.Options.ClusterName}}","clusterId":1,"source":"{{source ?? tenant[1..]}}","tenant":"{{tenant}}","pattern":"{{pattern ?? tenant[..1] + "{source}"}}","namedAt":"{{began:o}}","agentAt":"{{began:o}}"{{(newestDagBefore is { } before ? $",\"newestDagBefore\":{before}" : "")}}}

            """;
    }
}
