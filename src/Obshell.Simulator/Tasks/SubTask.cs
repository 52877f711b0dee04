namespace Obshell.Simulator;

/// <summary>A sub-task. Its work is an iterator: at each yield, the agent waits a second before its next poll.</summary>
internal sealed class SubTask
{
    /// <summary>The time limit of every sub-task.</summary>
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(3600);

    private Func<SubTaskRun, IEnumerable<int>>? _waiting;
    private IEnumerator<int>? _work;
    private DateTimeOffset _beganAt;

    public required long TaskId { get; init; }

    /// <summary>The only agent that can run the sub-task; null if any agent can run it.</summary>
    public ITaskAgent? Agent { get; init; }

    public string State { get; set; } = "PENDING";
    public string Operator { get; set; } = "RUN";
    public DateTimeOffset? StartTime { get; set; }
    public DateTimeOffset? EndTime { get; set; }
    public int ExecuteTimes { get; private set; }
    public List<SubTaskLog> Logs { get; } = [];
    public SubTaskRun? Run { get; set; }

    /// <summary>The work of a RETRY, which runs after the rollback; otherwise null.</summary>
    public Func<SubTaskRun, IEnumerable<int>>? Afterwards { get; set; }

    public void Begin(Func<SubTaskRun, IEnumerable<int>> work, string @operator, DateTimeOffset now)
    {
        Operator = @operator;
        ExecuteTimes++;
        // In state READY the sub-task waits for its agent without a time limit (trap B3).
        State = "READY";
        _waiting = work;
        StartWaiting(now);
    }

    private void StartWaiting(DateTimeOffset now)
    {
        if (Agent is { IsRunning: false })
            return;
        State = "RUNNING";
        _beganAt = now;
        // The time in the row is slightly later than the tick. Time limits begin at the tick, so that they end at a tick.
        StartTime = now.AddMilliseconds(8);
        _work = _waiting!(Run!).GetEnumerator();
        _waiting = null;
        Poll(now);
    }

    /// <summary>Runs one tick.</summary>
    /// <returns>True if work began.</returns>
    public bool Step(DateTimeOffset now)
    {
        if (State == "RUNNING")
        {
            Poll(now);
            return false;
        }
        if (State == "READY")
            StartWaiting(now);
        else if (State == "SUCCEED" && Afterwards is { } run)
        {
            // The rollback has ended, and the RETRY now runs the work. Both increase execute_times.
            Afterwards = null;
            Begin(run, "RUN", now);
        }
        else
            return false;
        return true;
    }

    public void Cancel(DateTimeOffset now)
    {
        _work = null;
        _waiting = null;
        Run!.Now = now;
        Run.Log("sub task cancelled");
        State = "FAILED";
        EndTime = now;
    }

    private void Poll(DateTimeOffset now)
    {
        var run = Run!;
        run.Now = now;
        try
        {
            if (now - _beganAt >= _limit)
            {
                run.Log("sub task timeout");
                throw new AgentException(ErrorCodes.Unexpected.With($"task {TaskId} timeout"));
            }
            if (_work!.MoveNext())
                return;
            State = "SUCCEED";
        }
        catch (AgentException e)
        {
            run.Log($"ERROR: [{e.Error.Code.Name}]: {e.Error.Message("en")}");
            State = "FAILED";
        }
        catch (MySqlException e)
        {
            run.Log($"ERROR: [{ErrorCodes.MySql.Name}]: {ErrorCodes.MySql.With(e.Message).Message("en")}");
            State = "FAILED";
        }
        catch (AgentPanicException)
        {
            run.Log("ERROR: [Common.Unexpected]: Unexpected error: runtime error: invalid memory address or nil pointer dereference");
            State = "FAILED";
        }
        _work = null;
        EndTime = now.AddMilliseconds(12);
    }
}
