namespace Obshell.Simulator;

/// <summary>The time of the tick and the log, for the work of a sub-task.</summary>
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

    /// <summary>Throws if the limit since the given time has passed (600 s in stages 2, 4 and 5).</summary>
    public void Limit(DateTimeOffset since, TimeSpan limit, string what)
    {
        if (Now - since >= limit)
            throw new AgentException(ErrorCodes.AsyncOperationTimeout.With(what));
    }
}
