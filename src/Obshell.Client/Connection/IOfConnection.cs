namespace Obshell.Client;

/// <summary>
/// An object that was read over a connection. The object is valid only for the cluster of this connection, because ids like <c>11</c> exist
/// in every cluster.
/// </summary>
public interface IOfConnection
{
    /// <summary>
    /// The connection; null for an object that a user made or that was read from a file. This is a method and not a property, so a shell
    /// does not show or serialize it.
    /// </summary>
    ObConnection? GetConnection();
}
