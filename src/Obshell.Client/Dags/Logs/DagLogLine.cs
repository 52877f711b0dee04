using Obshell.Client.Display;

namespace Obshell.Client;

/// <summary>One log line of a sub-task of a DAG, with secrets removed.</summary>
public sealed class DagLogLine
{
    private const string WarnPrefix = "WARN:";
    private const string ErrorPrefix = "ERROR:";

    internal DagLogLine(string dagId, NodeDetail node, SubTaskDetail task, string text, DateTimeOffset? time, int run)
    {
        DagId = dagId;
        Node = node.Name;
        SubTaskId = task.Id;
        Agent = task.ExecuteAgent?.ToString() ?? "";
        Time = time;
        Run = run;

        // Some lines end with a line feed that the agent adds.
        text = text.Trim();
        if (text.StartsWith(ErrorPrefix, StringComparison.Ordinal))
        {
            Level = DagLogLevel.Error;
            text = text.Substring(ErrorPrefix.Length).TrimStart();
            int end = text.IndexOf("]:", StringComparison.Ordinal);
            if (end > 1 && text[0] == '[' && text.IndexOf(' ', 0, end) < 0)
            {
                ErrorCode = text.Substring(1, end - 1);
            }
        }
        else if (text.StartsWith(WarnPrefix, StringComparison.Ordinal))
        {
            Level = DagLogLevel.Warn;
            text = text.Substring(WarnPrefix.Length).TrimStart();
        }

        Text = text;
    }

    /// <summary>
    /// When the line was written: the local time of the database session, but with the agent's time zone offset. Null for agents before
    /// 4.3.0, which do not report this time.
    /// </summary>
    public DateTimeOffset? Time { get; }

    /// <summary>Id of the DAG.</summary>
    public string DagId { get; }

    /// <summary>Name of the node, e.g. <c>Start restore</c>.</summary>
    public string Node { get; }

    /// <summary>Id of the sub-task.</summary>
    public string SubTaskId { get; }

    /// <summary>
    /// The number of the execution that wrote the line, counted from 1; undoing the sub-task also counts as an execution. 0 when the agent
    /// does not report it.
    /// </summary>
    public int Run { get; }

    /// <summary>The agent that ran the sub-task, <c>host:port</c>; empty when the agent does not report it.</summary>
    public string Agent { get; }

    /// <summary>The level from the line's prefix.</summary>
    public DagLogLevel Level { get; }

    /// <summary>The errCode of an error line, e.g. <c>OB.Restore.TimeNotValid</c>; empty for other lines.</summary>
    public string ErrorCode { get; } = "";

    /// <summary>The text without the level's prefix and without white space around it.</summary>
    public string Text { get; }

    /// <inheritdoc/>
    public override string ToString() => VisibleText.OneLine(Text);
}
