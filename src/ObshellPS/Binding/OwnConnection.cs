using Obshell.Client;
using ObshellPS.Objects;

namespace ObshellPS.Binding;

/// <summary>
/// Decides which connection a command uses for a given object. The rule is the same for all kinds of objects (promise 11): the connection
/// on the command line, otherwise the connection that the object was read with, otherwise the current connection.
/// </summary>
internal static class OwnConnection
{
    /// <summary>The connection that the object was read with; null for a name, and for an object from a job or a file.</summary>
    public static ObConnection? Of(object? item) => (PropertyBag.Unwrap(item) as IOfConnection)?.GetConnection();

    /// <exception cref="ObshellInputException">There is no connection.</exception>
    public static ObConnection Choose(ObConnection? given, ObConnection? own, Func<ObConnection?, ObConnection> orCurrent) => given ?? own ?? orCurrent(null);
}
