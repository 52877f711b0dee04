namespace Obshell.Simulator;

/// <summary>A sub-task. Its work is an iterator that yields whenever it would poll again in a second.</summary>
internal sealed class SubTask
{
    public required long TaskId { get; init; }
    public string State { get; set; } = "PENDING";
    public string Operator { get; set; } = "RUN";
    public DateTimeOffset? StartTime { get; set; }
    public DateTimeOffset? EndTime { get; set; }
    /// <summary>Tick at which the present execution began.</summary>
    public DateTimeOffset BeganAt { get; set; }

    public int ExecuteTimes { get; set; }
    public List<SubTaskLog> Logs { get; } = [];

    /// <summary>The work in progress; null when none is.</summary>
    public IEnumerator<int>? Work { get; set; }

    public SubTaskRun? Run { get; set; }

    /// <summary>True while the work is the rollback that comes before a retried run.</summary>
    public bool RunsAfterwards { get; set; }
}
