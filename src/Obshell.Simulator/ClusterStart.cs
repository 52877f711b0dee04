namespace Obshell.Simulator;

/// <summary>Starts clusters. No other class uses the agents together with the HTTP and SQL layers.</summary>
public static class ClusterStart
{
    extension(SimulatedCluster)
    {
        /// <summary>Starts the agents, and returns when all of them listen.</summary>
        /// <param name="options">The options; null for the defaults.</param>
        /// <param name="ct">Cancels the start.</param>
        public static Task<SimulatedCluster> StartAsync(SimulatorOptions? options = null, CancellationToken ct = default) =>
            SimulatedCluster.StartAsync(options ?? new SimulatorOptions(), new Listening(), ct);
    }

    private sealed class Listening : IListening
    {
        public async Task<IAgentListener> ListenAsync(SimulatedAgent agent, CancellationToken ct) => await AgentListener.StartAsync(agent, AllRoutes.Table, ct);

        public ISqlListener? ListenSql(SimulatedCluster cluster, Server server, string zone, int port) => SqlEndpoint.TryStart(cluster, server, zone, port);
    }
}
