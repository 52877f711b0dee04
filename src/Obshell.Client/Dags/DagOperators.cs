namespace Obshell.Client;

/// <summary>The agent's words for operators (PROTOCOL 5.4).</summary>
public static class DagOperators
{
    /// <summary>The DAG is running or has finished.</summary>
    public const string Run = "RUN";

    /// <summary>The current node starts again.</summary>
    public const string Retry = "RETRY";

    /// <summary>The agent undoes the nodes, from the current node back to the first node.</summary>
    public const string Rollback = "ROLLBACK";

    /// <summary>The agent has stopped working on the DAG.</summary>
    public const string Cancel = "CANCEL";

    /// <summary>The agent has marked the remaining work as done without doing it.</summary>
    public const string Pass = "PASS";

    /// <summary>The agent's word for an operation.</summary>
    public static string Of(DagOperation operation) => operation switch
    {
        DagOperation.Retry => Retry,
        DagOperation.Rollback => Rollback,
        DagOperation.Cancel => Cancel,
        _ => Pass,
    };
}
