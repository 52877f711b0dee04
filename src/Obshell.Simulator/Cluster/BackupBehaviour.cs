namespace Obshell.Simulator;

/// <summary>How OceanBase treats the backups and the log archive of a tenant. It is read at each step, so a change also affects running ones.</summary>
public sealed record BackupBehaviour
{
    /// <summary>Virtual time that a backup takes from its row to its end; above 3600 s it outlives the agent's wait.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Virtual time from the BACKUP statement until the tenant's row is visible (trap B10).</summary>
    public TimeSpan RowDelay { get; init; }

    /// <summary>Driver text with which the BACKUP statement is refused, such as <c>Error 9040 (HY000): ...</c>; null lets it pass.</summary>
    public string? SqlError { get; init; }

    /// <summary>OceanBase's error number, without its sign, with which the backup ends as FAILED; 0 lets it succeed.</summary>
    public int FailResult { get; init; }

    /// <summary>OceanBase's comment on that failure.</summary>
    public string FailComment { get; init; } = "";

    /// <summary>Virtual time from CANCEL BACKUP to CANCELED.</summary>
    public TimeSpan CancelDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// True: the destinations cannot be reached. The agents' write check fails, a backup ends as FAILED, a running log archive becomes
    /// INTERRUPTED.
    /// </summary>
    public bool DestinationUnreachable { get; init; }

    /// <summary>Driver text with which a new destination is refused; null lets it pass.</summary>
    public string? DestinationError { get; init; }

    /// <summary>How far the log archive's checkpoint is behind while it runs.</summary>
    public TimeSpan ArchiveLag { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Virtual time from ARCHIVELOG to DOING.</summary>
    public TimeSpan ArchiveOpening { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>True: the log archive stays in PREPARE or BEGINNING.</summary>
    public bool ArchiveNeverOpens { get; init; }

    /// <summary>Virtual time from NOARCHIVELOG to STOP, and from DEFER to SUSPEND.</summary>
    public TimeSpan ArchiveClosing { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>input_bytes of a whole backup.</summary>
    public long InputBytes { get; init; } = 5L << 30;

    /// <summary>The behaviour of the tenant's next backup after this one; null repeats this one.</summary>
    public BackupBehaviour? Next { get; init; }
}
