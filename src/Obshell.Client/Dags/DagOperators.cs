namespace Obshell.Client;

/// <summary>The agent's words for operators (PROTOCOL 5.4).</summary>
public static class DagOperators
{
    /// <summary>Running, or finished.</summary>
    public const string Run = "RUN";

    /// <summary>The current node starts again.</summary>
    public const string Retry = "RETRY";

    /// <summary>Nodes are undone from the current one down.</summary>
    public const string Rollback = "ROLLBACK";

    /// <summary>The agent has stopped working on it.</summary>
    public const string Cancel = "CANCEL";

    /// <summary>What was left is marked as done without being done.</summary>
    public const string Pass = "PASS";

    /// <summary>The word for what is asked of a DAG.</summary>
    public static string Of(DagOperation operation) => operation switch
    {
        DagOperation.Retry => Retry,
        DagOperation.Rollback => Rollback,
        DagOperation.Cancel => Cancel,
        _ => Pass,
    };
}
