namespace Obshell.Simulator;

/// <summary>A tenant's log archive: its rounds, and the state of its destination, ENABLE or DEFER (PROTOCOL-BACKUP 6).</summary>
internal sealed class ArchiveLog
{
    private const string Prepare = "PREPARE";
    private const string Beginning = "BEGINNING";
    private const string Doing = "DOING";
    private const string Suspending = "SUSPENDING";
    private const string Suspend = "SUSPEND";
    private const string Stopping = "STOPPING";
    private const string Stop = "STOP";
    private const string Interrupted = "INTERRUPTED";

    /// <summary>SCNs of the log archive are exact to 0.1 ms (capture log-tasks-done).</summary>
    private const long Grain = TimeSpan.TicksPerMillisecond / 10;

    public List<ArchiveRound> Rounds { get; } = [];

    /// <summary>True if LOG_ARCHIVE_DEST_STATE is DEFER. Then no round begins.</summary>
    public bool IsDeferred { get; set; }

    public ArchiveRound? Round => Rounds.Count == 0 ? null : Rounds[^1];

    /// <summary>The status of the newest round; empty without a round.</summary>
    public string Status => Round?.Status ?? "";

    /// <summary>ARCHIVELOG: starts a new round, if no round is open.</summary>
    public void Open(string path, DateTimeOffset now)
    {
        if (Status is "" or Stop or Stopping)
            Rounds.Add(new ArchiveRound { RoundId = Rounds.Count + 1, Path = path, Status = Prepare, ChangedAt = now });
    }

    /// <summary>NOARCHIVELOG: stops the round in any state, even an interrupted round (trap B14).</summary>
    public void Close(DateTimeOffset now, TimeSpan lag)
    {
        if (Status is not ("" or Stop or Stopping))
            Move(Stopping, now, lag);
    }

    public void Defer(DateTimeOffset now, TimeSpan lag)
    {
        IsDeferred = true;
        if (Status is Prepare or Beginning or Doing or Interrupted)
            Move(Suspending, now, lag);
    }

    public void Enable(DateTimeOffset now, TimeSpan lag)
    {
        IsDeferred = false;
        if (Status is Suspend or Suspending)
            Move(Round!.StartedAt is null ? Prepare : Beginning, now, lag);
    }

    public void Interrupt(DateTimeOffset now, TimeSpan lag)
    {
        if (Status is Prepare or Beginning or Doing)
            Move(Interrupted, now, lag);
    }

    /// <summary>The checkpoint of the newest round; null if there is no round, or before the first log of the round.</summary>
    public DateTimeOffset? Checkpoint(DateTimeOffset now, TimeSpan lag)
    {
        if (Round is not { Checkpoint: { } reached } round)
            return null;
        var newest = Whole(now - lag);
        return round.Status == Doing && newest > reached ? newest : reached;
    }

    /// <summary>The rounds that contain logs. Each round ends at its checkpoint, in whole seconds.</summary>
    public IEnumerable<StoredRound> Stored(DateTimeOffset now, TimeSpan lag)
    {
        foreach (var round in Rounds)
        {
            if (round.StartedAt is not { } start)
                continue;
            var end = round == Round ? Checkpoint(now, lag)!.Value : round.Checkpoint!.Value;
            var second = new DateTimeOffset(end.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, end.Offset);
            yield return new StoredRound(round.Path, round.RoundId, start, second < start ? start : second);
        }
    }

    public void Advance(DateTimeOffset now, BackupBehaviour behaviour)
    {
        while (Next(behaviour) is var (status, after) && Round!.ChangedAt + after is var at && at <= now)
        {
            Move(status, at, behaviour.ArchiveLag);
            if (status == Beginning && Round.StartedAt is null)
                Rounds[^1] = Round with { StartedAt = Whole(at), Checkpoint = Whole(at) };
        }
        if (behaviour.DestinationUnreachable)
            Interrupt(now, behaviour.ArchiveLag);
    }

    private (string Status, TimeSpan After)? Next(BackupBehaviour behaviour) => Status switch
    {
        Prepare when !IsDeferred && !behaviour.ArchiveNeverOpens => (Beginning, behaviour.ArchiveOpening * 0.6),
        Beginning when !behaviour.ArchiveNeverOpens => (Doing, behaviour.ArchiveOpening * 0.4),
        Stopping => (Stop, behaviour.ArchiveClosing),
        Suspending => (Suspend, behaviour.ArchiveClosing),
        _ => null,
    };

    private void Move(string status, DateTimeOffset at, TimeSpan lag) =>
        Rounds[^1] = Round! with { Checkpoint = Checkpoint(at, lag), Status = status, ChangedAt = at };

    private static DateTimeOffset Whole(DateTimeOffset time) => new(time.Ticks / Grain * Grain, time.Offset);
}
