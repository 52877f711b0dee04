using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Client.Time;
using Obshell.Recovery.Reports.Facts;
using Obshell.Recovery.Reports.Text;

namespace Obshell.Recovery.Reports.Reading;

/// <summary>
/// Makes the timeline of a DAG's nodes and sub-tasks. Its times are from the database's clock, so they can be compared only with each other
/// (PROTOCOL 5.5).
/// </summary>
internal static class DagTimeline
{
    private const int MaxRows = 60;

    private static readonly TimeSpan MaxSpan = TimeSpan.FromDays(365);

    public static IEnumerable<Timeline> Of(AgentDag? dag)
    {
        if (dag is null || dag.Nodes.Length == 0 || Times(dag).DefaultIfEmpty().Min() is not { } began)
        {
            yield break;
        }

        DateTimeOffset ended = Times(dag).Where(t => t - began <= MaxSpan).Max() ?? began;
        var rows = new List<TimelineRow>();
        foreach (NodeDetail node in dag.Nodes)
        {
            SubTaskDetail[] tasks = node.SubTasks;

            // If a node has one sub-task, the node's row shows the agent of this sub-task. If a node has several sub-tasks, each sub-task
            // has its own row.
            string agent = tasks.Length == 1 ? tasks[0].ExecuteAgent?.ToString() ?? "" : "";
            rows.Add(Row(node.Name, Words(node.State, node.Operator, tasks.Length == 1 ? tasks[0].ExecuteTimes : 0, agent), node.State, node.StartTime, node.EndTime, began, ended, isPart: false));
            foreach (SubTaskDetail task in tasks.Length == 1 ? [] : tasks)
            {
                rows.Add(Row(task.Name, Words(task.State, task.Operator, task.ExecuteTimes, task.ExecuteAgent?.ToString() ?? ""), task.State, task.StartTime, task.EndTime, began, ended, isPart: true));
            }
        }

        if (Job(dag, began, ended) is { } job)
        {
            rows.Add(job);
        }

        TimeSpan length = rows.Max(r => r.Start + r.Length) ?? TimeSpan.Zero;
        yield return new Timeline(
            ReportTexts.FormatTaskTitle(DisplayText.Of(dag.Id, 60)),
            DisplayText.Own(Listing.Sentences(
                ReportTexts.DatabaseClock, ReportTexts.FormatStartedByDatabase(Amounts.WallClock(began)), rows.Count > MaxRows ? ReportTexts.FormatRowsLeftOut(Amounts.OfCount(rows.Count - MaxRows)) : null)),
            length, [.. rows.Take(MaxRows)]);
    }

    private static IEnumerable<DateTimeOffset?> Times(AgentDag dag) => dag.Nodes
        .SelectMany(n => n.SubTasks.SelectMany(t => new[] { t.StartTime, t.EndTime }).Concat([n.StartTime, n.EndTime]))
        .Where(t => t is not null);

    private static TimelineRow Row(string name, DisplayText detail, string state, DateTimeOffset? start, DateTimeOffset? end, DateTimeOffset began, DateTimeOffset ended, bool isPart)
    {
        BarKind kind = state == DagStates.Failed ? BarKind.Failed : state == DagStates.Succeed ? BarKind.Done : BarKind.Running;
        TimeSpan? from = start - began is { } since && since >= TimeSpan.Zero && since <= MaxSpan ? since : null;

        // If the step is still running, the bar ends at the last known time.
        TimeSpan? length = from is null ? null : (end ?? ended) - start;
        length = length < TimeSpan.Zero ? TimeSpan.Zero : length > MaxSpan ? null : length;
        return new TimelineRow(DisplayText.Of(name, 100).Or(ReportTexts.NoName), detail, length is null ? null : from, length, kind, isPart);
    }

    private static DisplayText Words(string state, string how, int runs, string agent) => DisplayText.Join(
        " · ",
        state == DagStates.Succeed ? default : DisplayText.Of(state, 40),
        how == DagOperators.Run ? default : DisplayText.Of(how, 40),
        DisplayText.Own(runs > 1 ? ReportTexts.FormatRan(runs) : ""),
        DisplayText.Of(agent, 100));

    /// <summary>The row of OceanBase's job. The times of the job are from the same clock as the times of the DAG.</summary>
    private static TimelineRow? Job(AgentDag dag, DateTimeOffset began, DateTimeOffset ended)
    {
        if (dag is not DagDetail { Restore: { } job } || AgentTimeText.Parse(job.StartTimestamp) is not { } start || start < began - TimeSpan.FromMinutes(1) || start > ended + MaxSpan)
        {
            return null;
        }

        BarKind kind = job.IsRunning ? BarKind.Running : job.IsSuccess ? BarKind.Done : BarKind.Failed;
        DateTimeOffset end = AgentTimeText.Parse(job.FinishTimestamp) ?? ended;
        TimeSpan from = start > began ? start - began : TimeSpan.Zero;
        TimeSpan length = end > start ? end - start : TimeSpan.Zero;
        return length > MaxSpan ? null : new TimelineRow(DisplayText.Own(ReportTexts.RestoreJob), DisplayText.Join(" · ", DisplayText.Own(ReportTexts.FormatJobNumber(job.JobId)), DisplayText.Of(job.Status, 60)), from, length, kind) { Id = "RestoreJob" };
    }
}
