namespace Obshell.Client;

/// <summary>An object that was read over a connection, and is valid for its cluster only: ids like <c>11</c> exist in every cluster.</summary>
public interface IOfConnection
{
    /// <summary>
    /// The connection; null for an object that a user made or that was read from a file. It is a method, so that no shell shows or
    /// serializes it.
    /// </summary>
    ObConnection? GetConnection();
}
