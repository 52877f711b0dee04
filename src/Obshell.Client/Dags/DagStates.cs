namespace Obshell.Client;

/// <summary>The agent's words for states (PROTOCOL 5.4).</summary>
public static class DagStates
{
    /// <summary>Its turn has not come.</summary>
    public const string Pending = "PENDING";

    /// <summary>Not begun.</summary>
    public const string Ready = "READY";

    /// <summary>Running.</summary>
    public const string Running = "RUNNING";

    /// <summary>Ended in a failure; means nothing without the operator.</summary>
    public const string Failed = "FAILED";

    /// <summary>Ended; means nothing without the operator.</summary>
    public const string Succeed = "SUCCEED";
}
