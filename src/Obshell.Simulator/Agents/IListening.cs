namespace Obshell.Simulator;

/// <summary>Opens the sockets of a cluster. The layer above the agents implements it and answers for them.</summary>
internal interface IListening
{
    /// <summary>Listens at an agent's address and answers for it.</summary>
    Task<IAgentListener> ListenAsync(SimulatedAgent agent, CancellationToken ct);

    /// <summary>The SQL port of a server.</summary>
    /// <returns>Null when this machine has no such address.</returns>
    ISqlListener? ListenSql(SimulatedCluster cluster, Server server, string zone, int port);
}

/// <summary>An agent that listens.</summary>
internal interface IAgentListener
{
    /// <summary>Its address with the real port.</summary>
    int Port { get; }

    /// <summary>Aborts open requests.</summary>
    Task StopAsync();
}

/// <summary>A server that listens.</summary>
internal interface ISqlListener : IAsyncDisposable
{
    /// <summary>The server with the port that it really has.</summary>
    Server Server { get; }
}
