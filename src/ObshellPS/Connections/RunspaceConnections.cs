using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Obshell.Client;

namespace ObshellPS.Connections;

/// <summary>
/// The connections that were made in one runspace, and the current one of them. Runspaces share no connections: a connection of one
/// runspace must never become the default of another. The list ends with the runspace.
/// </summary>
internal sealed class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> Tables = new();

    private readonly List<ObConnection> connections = [];

    public static RunspaceConnections OfThisRunspace => Tables.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The default of <c>-Connection</c>; null when there is no connection.</summary>
    public ObConnection? Current { get; private set; }

    /// <summary>All connections, the current one first.</summary>
    public IReadOnlyList<ObConnection> All => [.. connections.OrderByDescending(c => ReferenceEquals(c, Current))];

    /// <summary>
    /// Makes a connection the current one. An earlier connection to the same agents leaves the list: a script that holds it may continue to
    /// use it.
    /// </summary>
    public void Add(ObConnection connection)
    {
        connections.RemoveAll(c => c.Server.SequenceEqual(connection.Server));
        connections.Add(connection);
        Current = connection;
    }

    /// <summary>Called before a connect: if the connect fails, a script that continues must not work on the previous cluster.</summary>
    public void LeaveCurrent() => Current = null;

    /// <summary>Removes a connection. No other connection becomes current: the cluster must never change silently.</summary>
    public void Remove(ObConnection connection)
    {
        connections.Remove(connection);
        if (ReferenceEquals(Current, connection))
        {
            Current = null;
        }
    }
}
