namespace Obshell.Recovery.Drills.Query;

/// <summary>The drill's own word that it does not log in at a server, or does not go on with it.</summary>
internal sealed class SqlRefusedException : Exception
{
    /// <param name="reasonId">As the check shows it.</param>
    /// <param name="message">What is wrong, and what to do.</param>
    public SqlRefusedException(string reasonId, string message)
        : base(message) => ReasonId = reasonId;

    public string ReasonId { get; }
}
