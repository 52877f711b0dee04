namespace Obshell.Simulator;

/// <summary>Opens the sockets of a cluster. The HTTP and SQL layers implement this interface and answer the requests.</summary>
internal interface IListening
{
    /// <summary>Listens at the address of an agent and answers its requests.</summary>
    Task<IAgentListener> ListenAsync(SimulatedAgent agent, CancellationToken ct);

    /// <summary>Opens the SQL port of a server.</summary>
    /// <returns>Null when this machine does not have the address of the server.</returns>
    ISqlListener? ListenSql(SimulatedCluster cluster, Server server, string zone, int port);
}

/// <summary>An agent that listens.</summary>
internal interface IAgentListener
{
    /// <summary>The real port of the agent.</summary>
    int Port { get; }

    /// <summary>Aborts open requests.</summary>
    Task StopAsync();
}

/// <summary>A server whose SQL port is open.</summary>
internal interface ISqlListener : IAsyncDisposable
{
    /// <summary>The server, with the real port.</summary>
    Server Server { get; }
}
