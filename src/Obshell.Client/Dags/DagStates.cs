namespace Obshell.Client;

/// <summary>The agent's words for states (PROTOCOL 5.4).</summary>
public static class DagStates
{
    /// <summary>The node waits for the nodes before it.</summary>
    public const string Pending = "PENDING";

    /// <summary>The work has not begun.</summary>
    public const string Ready = "READY";

    /// <summary>Running.</summary>
    public const string Running = "RUNNING";

    /// <summary>The work failed. The operator shows which work.</summary>
    public const string Failed = "FAILED";

    /// <summary>The work ended without an error. The operator shows which work.</summary>
    public const string Succeed = "SUCCEED";
}
