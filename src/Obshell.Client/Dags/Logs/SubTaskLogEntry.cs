namespace Obshell.Client.Dags.Logs;

/// <summary>An element of the JSON that <c>sub_task/{id}/logs</c> returns (PROTOCOL 5.2).</summary>
internal sealed class SubTaskLogEntry
{
    public long Id { get; init; }

    public int ExecuteTimes { get; init; }

    public string? LogContent { get; init; }

    public DateTimeOffset? CreateTime { get; init; }
}
