namespace Obshell.Client;

/// <summary>The agent's words for states (PROTOCOL 5.4).</summary>
public static class DagStates
{
    /// <summary>The turn of this node has not come.</summary>
    public const string Pending = "PENDING";

    /// <summary>The work has not begun.</summary>
    public const string Ready = "READY";

    /// <summary>Running.</summary>
    public const string Running = "RUNNING";

    /// <summary>The work ended in a failure. It has a meaning only together with the operator.</summary>
    public const string Failed = "FAILED";

    /// <summary>The work ended. It has a meaning only together with the operator.</summary>
    public const string Succeed = "SUCCEED";
}
