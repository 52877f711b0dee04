using System;
using System.ComponentModel;
using System.Globalization;
using System.Linq;
using System.Text;
using Obshell.Client;

namespace ObshellPS;

/// <summary>For the format file only: what its columns show.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
#pragma warning disable CA1707 // The underscore says "not for you" to whoever browses the types.
public static class _Format
#pragma warning restore CA1707
{
    /// <summary><c>3/5 Wait restore task finish</c>.</summary>
    public static string Stage(DagDetail dag) =>
        string.Format(CultureInfo.InvariantCulture, "{0}/{1} {2}", dag.Stage, dag.MaxStage, dag.StageName).TrimEnd();

    /// <summary>As <see cref="Stage(DagDetail)"/>; empty where no DAG is known, as for jobs of long ago.</summary>
    public static string Stage(TenantRestore restore) => restore.Dag is { } dag ? Stage(dag) : "";

    /// <summary><c>42.5 %</c>; empty where OceanBase does not tell.</summary>
    public static string Percent(TenantRestore restore) =>
        restore.Percent is { } percent ? percent.ToString("0.0", CultureInfo.InvariantCulture) + " %" : "";

    /// <summary>Of the job, once it is over.</summary>
    public static string Elapsed(TenantRestore restore) => restore.Elapsed is { } elapsed ? Span(elapsed) : "";

    /// <summary>Time of day; the day is the DAG's.</summary>
    public static string TimeOfDay(DateTimeOffset? time) =>
        time is { } given ? given.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : "";

    /// <summary><c>SUCCEED/ROLLBACK</c>: neither means anything without the other. The usual RUN is left out.</summary>
    public static string State(DagDetail dag) => dag.Operator is "RUN" or "" ? dag.State : dag.State + "/" + dag.Operator;

    /// <summary>Year first, whatever the culture: the module takes no other order itself.</summary>
    public static string Time(DateTimeOffset? time) =>
        time is { } given ? given.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF zzz", CultureInfo.InvariantCulture) : "";

    /// <summary>Hours, minutes, seconds; a running DAG has none, since agents' clocks differ from ours.</summary>
    public static string Elapsed(DagDetail dag) => dag.Elapsed is { } elapsed ? Span(elapsed) : "";

    /// <summary>Empty until somebody has judged the DAG.</summary>
    public static string Verdict(DagDetail dag) => dag.Verdict == DagVerdict.None ? "" : dag.Verdict.ToString();

    /// <summary>One line a node, with its last log line where it failed.</summary>
    public static string Nodes(DagDetail dag)
    {
        var text = new StringBuilder();
        foreach (NodeDetail node in dag.Nodes)
        {
            if (text.Length > 0)
            {
                text.AppendLine();
            }

            text.Append(node.Name.PadRight(26)).Append(' ').Append(node.State.PadRight(8)).Append(' ').Append(node.Operator.PadRight(8));
            if (node.Elapsed is { } elapsed)
            {
                text.Append(' ').Append(Span(elapsed));
            }

            if (node.State == "FAILED" && node.SubTasks.SelectMany(t => t.TaskLogs).LastOrDefault() is { } line)
            {
                text.AppendLine().Append("    ").Append(line.Trim());
            }
        }

        return text.ToString();
    }

    private static string Span(TimeSpan span) => span.TotalHours >= 1
        ? string.Format(CultureInfo.InvariantCulture, "{0}:{1:00}:{2:00}", (int)span.TotalHours, span.Minutes, span.Seconds)
        : string.Format(CultureInfo.InvariantCulture, "{0}:{1:00.0}", span.Minutes, span.Seconds + (span.Milliseconds / 1000.0));
}
