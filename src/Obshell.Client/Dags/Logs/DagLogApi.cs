using Obshell.Client.Connection;
using Obshell.Client.Connection.Channel;
using Obshell.Client.Http;
using Obshell.Client.Json;

namespace Obshell.Client.Dags.Logs;

/// <summary>The logs of a DAG (PROTOCOL 5.2). A DAG has one log for each sub-task.</summary>
public sealed class DagLogApi
{
    /// <summary>
    /// Limits all logs of a DAG together. The size limit of one answer is not enough, because each log comes in a separate answer.
    /// </summary>
    private const int MaxLogLines = 1_000_000;
    private const long MaxLogCharacters = 64 * 1024 * 1024;

    private readonly ApiCaller caller;
    private readonly ObConnection connection;

    internal DagLogApi(ApiCaller caller)
    {
        this.caller = caller;
        connection = caller.Connection;
    }

    /// <summary>All log lines in the order of nodes, sub-tasks and time of writing.</summary>
    /// <param name="dag">The DAG, read with details.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<DagLogLine[]> ReadAsync(AgentDag dag, CancellationToken cancellation = default)
    {
        var lines = new List<DagLogLine>();
        long characters = 0;
        bool hasRoute = AgentVersion.Parse(connection.Version) is not { } version || version >= AgentVersion.FirstWithLogs;
        foreach (NodeDetail node in dag.Nodes)
        {
            foreach (SubTaskDetail task in node.SubTasks)
            {
                SubTaskLogEntry[]? entries = null;
                if (hasRoute && DagApi.IsId(task.Id) && (task.ExecuteTimes > 0 || task.TaskLogs.Length > 0))
                {
                    entries = await TryReadEntriesAsync(task.Id, cancellation).ConfigureAwait(false);
                    hasRoute = entries is not null;
                }

                lines.AddRange(entries is not null
                    ? Read(dag.Id, node, task, entries)
                    : task.TaskLogs.Select(l => new DagLogLine(dag.Id, node, task, l, null, 0)));
                characters += entries?.Sum(e => (long)(e.LogContent?.Length ?? 0)) ?? 0;
                if (lines.Count > MaxLogLines || characters > MaxLogCharacters)
                {
                    throw new ObshellProtocolException(
                        "AnswerTooLarge", DagTexts.FormatLogsTooLarge(dag.Id, MaxLogLines, MaxLogCharacters),
                        200, connection.Agent);
                }
            }
        }

        return [.. lines];
    }

    /// <summary>All lines are searched for secrets as one text, because the agent may split a long line into several lines.</summary>
    private IEnumerable<DagLogLine> Read(string dag, NodeDetail node, SubTaskDetail task, SubTaskLogEntry[] entries)
    {
        string[] texts = connection.Redactor.Clean(Array.ConvertAll(entries, e => e.LogContent ?? ""));
        return entries.Select((e, i) => new DagLogLine(dag, node, task, texts[i], e.CreateTime, e.ExecuteTimes));
    }

    private async Task<SubTaskLogEntry[]?> TryReadEntriesAsync(string id, CancellationToken cancellation)
    {
        try
        {
            Answer answer = await caller.ReadAsync(ApiRequest.Get("/api/v1/task/sub_task/" + DagApi.CheckId(id) + "/logs"), cancellation).ConfigureAwait(false);
            return [.. AnswerData.ReadContents(answer, DagLogJson.Default.ContentsSubTaskLogEntry).OrderBy(e => e.Id)];
        }
        catch (ObshellApiException e) when (e.HttpStatus == 404)
        {
            // The agent does not have this route. The DAG itself contains the same lines without their times.
            return null;
        }
    }
}
