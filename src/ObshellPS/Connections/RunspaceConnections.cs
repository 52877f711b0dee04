using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Obshell.Client;

namespace ObshellPS.Connections;

/// <summary>
/// The connections of one runspace, and its current connection. Runspaces do not share connections: a connection of one runspace must never
/// become the default of another runspace. When the runspace is closed, the list is deleted.
/// </summary>
internal sealed class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> Tables = new();

    private readonly List<ObConnection> connections = [];

    public static RunspaceConnections OfThisRunspace => Tables.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The current connection, which is the default of <c>-Connection</c>; null if no connection is current.</summary>
    public ObConnection? Current { get; private set; }

    /// <summary>All connections, the current one first.</summary>
    public IReadOnlyList<ObConnection> All => [.. connections.OrderByDescending(c => ReferenceEquals(c, Current))];

    /// <summary>
    /// Makes a connection the current one. An earlier connection to the same agents is removed from the list, but a script
    /// can still use it.
    /// </summary>
    public void Add(ObConnection connection)
    {
        connections.RemoveAll(c => c.Server.SequenceEqual(connection.Server));
        connections.Add(connection);
        Current = connection;
    }

    /// <summary>
    /// Clears the current connection before a new connect. If the connect fails and the script continues, the script must not use the
    /// previous cluster.
    /// </summary>
    public void LeaveCurrent() => Current = null;

    /// <summary>
    /// Removes a connection. No other connection becomes current, because commands must not silently use another cluster.
    /// </summary>
    public void Remove(ObConnection connection)
    {
        connections.Remove(connection);
        if (ReferenceEquals(Current, connection))
        {
            Current = null;
        }
    }
}
