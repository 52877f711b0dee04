using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using Obshell.Client;

namespace ObshellPS.Connections;

/// <summary>
/// The connections made in one runspace, and which of them is the current one. Runspaces share nothing: what one connects
/// to must never become another's default. Gone with the runspace.
/// </summary>
internal sealed class RunspaceConnections
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceConnections> Tables = new();

    private readonly List<ObConnection> connections = [];

    public static RunspaceConnections OfThisRunspace => Tables.GetOrCreateValue(Runspace.DefaultRunspace);

    /// <summary>The default of <c>-Connection</c>; null when nothing is connected.</summary>
    public ObConnection? Current { get; private set; }

    /// <summary>All, the current one first.</summary>
    public IReadOnlyList<ObConnection> All => [.. connections.OrderByDescending(c => ReferenceEquals(c, Current))];

    /// <summary>
    /// Makes it the current one. An earlier one to the same agents leaves the list: a script that holds it may continue to use it.
    /// </summary>
    public void Add(ObConnection connection)
    {
        connections.RemoveAll(c => c.Server.SequenceEqual(connection.Server));
        connections.Add(connection);
        Current = connection;
    }

    /// <summary>A connect is under way: if it fails, a script that continues must not work on the previous cluster.</summary>
    public void LeaveCurrent() => Current = null;

    /// <summary>Removes it. No other becomes current: the cluster must never change silently.</summary>
    public void Remove(ObConnection connection)
    {
        connections.Remove(connection);
        if (ReferenceEquals(Current, connection))
        {
            Current = null;
        }
    }
}
