namespace Obshell.Simulator;

/// <summary>
/// The behaviour of OceanBase for the backups and the log archive of a tenant. It is read at each step, so a change affects a running
/// backup too.
/// </summary>
public sealed record BackupBehaviour
{
    /// <summary>
    /// The virtual time from the moment when the job's row appears to the end of the backup. The agent waits at most 3600 s for the end.
    /// </summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The virtual time from the BACKUP statement until the job's row is visible (trap B10).</summary>
    public TimeSpan RowDelay { get; init; }

    /// <summary>The error text for the BACKUP statement, such as <c>Error 9040 (HY000): ...</c>. Null: the statement succeeds.</summary>
    public string? SqlError { get; init; }

    /// <summary>The backup ends as FAILED with this error number (without its sign); 0: the backup succeeds.</summary>
    public int FailResult { get; init; }

    /// <summary>OceanBase's comment after the failure of the backup.</summary>
    public string FailComment { get; init; } = "";

    /// <summary>The virtual time from CANCEL BACKUP to CANCELED.</summary>
    public TimeSpan CancelDuration { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// If true, the destinations cannot be reached. The agents' write check fails, a backup ends as FAILED, and a running log archive
    /// becomes INTERRUPTED.
    /// </summary>
    public bool DestinationUnreachable { get; init; }

    /// <summary>The error text for a new destination; null: the destination is accepted.</summary>
    public string? DestinationError { get; init; }

    /// <summary>The delay of the checkpoint while the log archive is running.</summary>
    public TimeSpan ArchiveLag { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>The virtual time from ARCHIVELOG to DOING.</summary>
    public TimeSpan ArchiveOpening { get; init; } = TimeSpan.FromSeconds(2.5);

    /// <summary>If true, the log archive stays in PREPARE or BEGINNING.</summary>
    public bool ArchiveNeverOpens { get; init; }

    /// <summary>The virtual time from NOARCHIVELOG to STOP, and from DEFER to SUSPEND.</summary>
    public TimeSpan ArchiveClosing { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>input_bytes of a whole backup.</summary>
    public long InputBytes { get; init; } = 5L << 30;

    /// <summary>The behaviour of the tenant's next backup; null repeats this behaviour.</summary>
    public BackupBehaviour? Next { get; init; }
}
