namespace Obshell.Simulator;

/// <summary>What the work of a sub-task can use: the time of the tick and its log.</summary>
internal sealed class SubTaskRun
{
    private readonly SubTask _subTask;
    private readonly Func<long> _nextLogId;

    public SubTaskRun(SubTask subTask, Func<long> nextLogId)
    {
        _subTask = subTask;
        _nextLogId = nextLogId;
    }

    /// <summary>Virtual time of the present tick.</summary>
    public DateTimeOffset Now { get; set; }

    public void Log(string text) => _subTask.Logs.Add(new SubTaskLog(_nextLogId(), _subTask.ExecuteTimes, text, Now));

    /// <summary>Fails after a limit that counts from a moment of this sub-task (600 s in stages 2, 4 and 5).</summary>
    public void Limit(DateTimeOffset since, TimeSpan limit, string what)
    {
        if (Now - since >= limit)
            throw new AgentException(ErrorCodes.AsyncOperationTimeout.With(what));
    }
}
