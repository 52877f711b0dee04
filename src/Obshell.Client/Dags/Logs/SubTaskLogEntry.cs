namespace Obshell.Client.Dags.Logs;

/// <summary>An element of <c>sub_task/{id}/logs</c> (PROTOCOL 5.2), as it is on the wire.</summary>
internal sealed class SubTaskLogEntry
{
    public long Id { get; init; }

    public int ExecuteTimes { get; init; }

    public string? LogContent { get; init; }

    public DateTimeOffset? CreateTime { get; init; }
}
