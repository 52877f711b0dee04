using Obshell.Client;

namespace ObshellPS.Pipeline;

/// <summary>The texts about a change: for the audit record, for a stop before the answer has arrived, and for a lost answer.</summary>
internal sealed class ChangeText<T>
    where T : AgentResult
{
    /// <param name="action">The action in the audit record, such as <c>POST tenant/restore</c>.</param>
    /// <param name="target">The target in the audit record.</param>
    public ChangeText(string action, string target)
    {
        Action = action;
        Target = target;
    }

    public string Action { get; }

    public string Target { get; }

    /// <summary>The result in the audit record.</summary>
    public Func<T, string> Outcome { get; init; } = static result => result.Outcome;

    /// <summary>The name of the change in the message after a stop, such as <c>ROLLBACK of DAG 11</c>.</summary>
    public string UnderWay { get; init; } = "";

    /// <summary>A sentence with the command that shows the outcome. The message after a stop contains it.</summary>
    public string Where { get; init; } = "";

    /// <summary>For a lost answer: a sentence which says how the module found out that the change was made.</summary>
    public Func<T, string> Found { get; init; } = static _ => "";
}
