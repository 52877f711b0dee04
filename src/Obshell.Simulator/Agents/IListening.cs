namespace Obshell.Simulator;

/// <summary>Opens the sockets of a cluster: what stands above the agents and answers for them.</summary>
internal interface IListening
{
    /// <summary>Answers for an agent at its address.</summary>
    Task<IAgentListener> ListenAsync(SimulatedAgent agent, CancellationToken ct);

    /// <summary>The SQL port of a server.</summary>
    /// <returns>Null when this machine has no such address.</returns>
    ISqlListener? ListenSql(SimulatedCluster cluster, Server server, string zone, int port);
}

/// <summary>An agent that listens.</summary>
internal interface IAgentListener
{
    /// <summary>The port resolved.</summary>
    int Port { get; }

    /// <summary>Cuts open requests off.</summary>
    Task StopAsync();
}

/// <summary>A server that listens.</summary>
internal interface ISqlListener : IAsyncDisposable
{
    /// <summary>The server as it now is: with the port that it really has.</summary>
    Server Server { get; }
}
