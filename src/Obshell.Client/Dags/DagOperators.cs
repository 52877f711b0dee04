namespace Obshell.Client;

/// <summary>The agent's words for operators (PROTOCOL 5.4).</summary>
internal static class DagOperators
{
    public const string Run = "RUN";
    public const string Retry = "RETRY";
    public const string Rollback = "ROLLBACK";
    public const string Cancel = "CANCEL";
    public const string Pass = "PASS";
}
