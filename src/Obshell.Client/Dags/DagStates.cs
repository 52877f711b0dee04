namespace Obshell.Client;

/// <summary>The agent's words for states (PROTOCOL 5.4).</summary>
internal static class DagStates
{
    public const string Pending = "PENDING";
    public const string Ready = "READY";
    public const string Running = "RUNNING";
    public const string Failed = "FAILED";
    public const string Succeed = "SUCCEED";
}
