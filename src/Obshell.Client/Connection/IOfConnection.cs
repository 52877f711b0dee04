namespace Obshell.Client;

/// <summary>What was read over a connection, and is good for that cluster only: ids like <c>11</c> exist in every one.</summary>
public interface IOfConnection
{
    /// <summary>The connection; null for an object that was made by hand, or came out of a file. A method, so that no shell shows or serializes it.</summary>
    ObConnection? GetConnection();
}
