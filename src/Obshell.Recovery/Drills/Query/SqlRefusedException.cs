namespace Obshell.Recovery.Drills.Query;

/// <summary>The drill refuses to log in to a server, or to continue the login.</summary>
internal sealed class SqlRefusedException : Exception
{
    /// <param name="reasonId">The reason id that the check shows.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public SqlRefusedException(string reasonId, string message)
        : base(message) => ReasonId = reasonId;

    public string ReasonId { get; }
}
