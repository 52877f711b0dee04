using Obshell.Client;

namespace ObshellPS.Pipeline;

/// <summary>What is said of a change: in the audit, to a user who stops it before the answer, and when its answer was lost.</summary>
internal sealed class ChangeText<T>
    where T : AgentResult
{
    /// <param name="action">For the audit, such as <c>POST tenant/restore</c>.</param>
    /// <param name="target">For the audit: on what.</param>
    public ChangeText(string action, string target)
    {
        Action = action;
        Target = target;
    }

    public string Action { get; }

    public string Target { get; }

    /// <summary>For the audit: what came of it.</summary>
    public Func<T, string> Outcome { get; init; } = static result => result.Outcome;

    /// <summary>What was sent when it was stopped, such as <c>ROLLBACK of DAG 11</c>.</summary>
    public string UnderWay { get; init; } = "";

    /// <summary>A sentence on what shows it then.</summary>
    public string Where { get; init; } = "";

    /// <summary>A sentence on what shows that it was carried out although the answer was lost.</summary>
    public Func<T, string> Found { get; init; } = static _ => "";
}
