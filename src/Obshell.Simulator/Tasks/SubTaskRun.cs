namespace Obshell.Simulator;

/// <summary>For the work of a sub-task: the log, and the time of the tick.</summary>
internal sealed class SubTaskRun
{
    private readonly SubTask _subTask;
    private readonly Func<long> _nextLogId;

    public SubTaskRun(SubTask subTask, Func<long> nextLogId)
    {
        _subTask = subTask;
        _nextLogId = nextLogId;
    }

    /// <summary>The virtual time of the current tick.</summary>
    public DateTimeOffset Now { get; set; }

    public void Log(string text) => _subTask.Logs.Add(new SubTaskLog(_nextLogId(), _subTask.ExecuteTimes, text, Now));

    /// <summary>Throws if at least the limit (600 s in stages 2, 4 and 5) has passed since the given time.</summary>
    public void Limit(DateTimeOffset since, TimeSpan limit, string what)
    {
        if (Now - since >= limit)
            throw new AgentException(ErrorCodes.AsyncOperationTimeout.With(what));
    }
}
