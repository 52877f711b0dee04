using Obshell.Client;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>
/// Selects the log lines for a report. If there are too many lines, it selects the first lines, the last lines, and the latest errors and
/// warnings between them.
/// </summary>
internal static class LogReading
{
    private const int MaxLines = 400;
    private const int First = 40;
    private const int MaxLine = 1000;

    /// <param name="dag">The DAG with its nodes.</param>
    /// <param name="allowed">The number of lines that the report still allows. Each DAG also has its own limit.</param>
    public static LogExcerpt Of(AgentDag dag, int allowed)
    {
        (NodeDetail Node, SubTaskDetail Task, string Line)[] all = [.. dag.Nodes.SelectMany(n => n.SubTasks.SelectMany(t => t.TaskLogs.Select(l => (n, t, l))))];
        bool[] chosen = Choose(all, Math.Max(0, Math.Min(MaxLines, allowed)));
        var groups = new List<LogGroup>();
        var lines = new List<LogFact>();
        SubTaskDetail? current = null;
        int skipped = 0;
        int left = 0;
        for (int i = 0; i < all.Length; i++)
        {
            if (!chosen[i])
            {
                skipped++;
                left++;
                continue;
            }

            if (!ReferenceEquals(current, all[i].Task))
            {
                current = all[i].Task;
                lines = [];
                groups.Add(new LogGroup(Source(all[i].Node, all[i].Task), lines));
            }

            Skip();
            lines.Add(new LogFact(DisplayText.Of(all[i].Line, MaxLine), LevelOf(all[i].Line)));
        }

        Skip();
        return new LogExcerpt(groups, all.Length, left);

        void Skip()
        {
            if (skipped > 0)
            {
                if (groups.Count == 0)
                {
                    groups.Add(new LogGroup(default, lines));
                }

                lines.Add(new LogFact(default, DagLogLevel.Info, skipped));
                skipped = 0;
            }
        }
    }

    private static bool[] Choose((NodeDetail Node, SubTaskDetail Task, string Line)[] all, int most)
    {
        var chosen = new bool[all.Length];
        if (all.Length <= most)
        {
            return [.. chosen.Select(_ => true)];
        }

        int first = Math.Min(First, most / 4);
        int left = most;
        for (int i = 0; i < first; i++)
        {
            chosen[i] = true;
            left--;
        }

        // One third of the remaining lines is for the latest errors and warnings. The other lines are from the end of the log.
        int bad = left / 3;
        for (int i = all.Length - 1; i >= first && bad > 0; i--)
        {
            if (LevelOf(all[i].Line) != DagLogLevel.Info)
            {
                chosen[i] = true;
                left--;
                bad--;
            }
        }

        for (int i = all.Length - 1; i >= 0 && left > 0; i--)
        {
            if (!chosen[i])
            {
                chosen[i] = true;
                left--;
            }
        }

        return chosen;
    }

    private static DisplayText Source(NodeDetail node, SubTaskDetail task) => DisplayText.Join(
        " · ", DisplayText.Of(node.Name, 100), task.Name == node.Name ? default : DisplayText.Of(task.Name, 100), DisplayText.Of(task.ExecuteAgent?.ToString(), 100)).Or(ReportTexts.NoName);

    private static DagLogLevel LevelOf(string line) =>
        line.StartsWith("ERROR:", StringComparison.Ordinal) ? DagLogLevel.Error
        : line.StartsWith("WARN:", StringComparison.Ordinal) ? DagLogLevel.Warn
        : DagLogLevel.Info;
}
