namespace Obshell.Simulator;

/// <summary>A tenant's backup jobs, oldest first. They do not depend on the agent's DAG (traps B9 and B11).</summary>
internal sealed class BackupJobs
{
    private const int Canceled = 4072;
    private const int IoError = 4009;

    /// <summary>A job whose statement was accepted, but whose row is not visible yet (trap B10).</summary>
    private BackupJob? _late;

    public List<BackupJob> All { get; } = [];

    public BackupJob? Running => All.Find(j => j.IsRunning);

    /// <summary>
    /// The job that overview and info show: the running job, or otherwise the job that started last, whatever its result is.
    /// </summary>
    public BackupJob? Shown => Running ?? All.MaxBy(j => j.StartedAt);

    /// <exception cref="MySqlException">A job is already running.</exception>
    public void Start(BackupJob job, BackupBehaviour behaviour)
    {
        if (Running is not null || _late is not null)
            throw new MySqlException("Error 9041 (HY000): backup is in progress");
        _late = job with { StartedAt = Micro(job.StartedAt + behaviour.RowDelay), InputBytes = behaviour.InputBytes };
        Advance(job.StartedAt, behaviour);
    }

    public void Cancel(DateTimeOffset now)
    {
        var at = All.FindIndex(j => j.IsRunning);
        if (at >= 0 && All[at].CancelledAt is null)
            All[at] = All[at] with { Status = "CANCELING", CancelledAt = now };
    }

    public void Advance(DateTimeOffset now, BackupBehaviour behaviour)
    {
        if (_late is { } late && late.StartedAt <= now)
        {
            All.Add(late);
            _late = null;
        }
        var at = All.FindIndex(j => j.IsRunning);
        if (at >= 0)
            All[at] = Advance(All[at], now, behaviour);
    }

    private static BackupJob Advance(BackupJob job, DateTimeOffset now, BackupBehaviour behaviour)
    {
        if (job.CancelledAt + behaviour.CancelDuration is { } canceled && canceled <= now)
            return Broken(job, canceled, "CANCELED", Canceled, "");
        if (job.CancelledAt is not null)
            return job;
        if (behaviour.DestinationUnreachable)
            return Broken(job, now, "FAILED", IoError, "IO error");
        var end = job.StartedAt + behaviour.Duration;
        if (end > now)
            return job with { Progress = (now - job.StartedAt) / behaviour.Duration };
        return behaviour.FailResult != 0
            ? Broken(job, end, "FAILED", behaviour.FailResult, behaviour.FailComment)
            : job with { Status = "COMPLETED", Progress = 1, EndedAt = Micro(end) };
    }

    private static BackupJob Broken(BackupJob job, DateTimeOffset at, string status, int result, string comment) =>
        job with { Status = status, EndedAt = Micro(at), Result = result, Comment = comment, Progress = Math.Max(job.Progress, 0.99) };

    private static DateTimeOffset Micro(DateTimeOffset time) => new(time.Ticks / 10 * 10, time.Offset);
}
