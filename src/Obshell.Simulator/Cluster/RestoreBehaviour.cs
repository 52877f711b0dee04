namespace Obshell.Simulator;

/// <summary>
/// The behaviour of OceanBase for the restore of a tenant. It is read at each step, so a change also affects a running restore.
/// </summary>
public sealed record RestoreBehaviour
{
    /// <summary>The virtual time from the RESTORE statement to the end of OceanBase's job.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// The part of <see cref="Duration"/> (0 to 1) in which OceanBase replays logs. It comes last: all bytes are already restored, but the
    /// job is still running.
    /// </summary>
    public double LogShare { get; init; } = 0.1;

    /// <summary>
    /// The virtual time until the tenant's row exists and its META tenant is NORMAL. Before that the overview answers 400 (trap 31).
    /// </summary>
    public TimeSpan CreateTenantDuration { get; init; }

    /// <summary>
    /// The error text of the RESTORE statement, such as <c>Error 9040 (HY000): No enough log for restore</c>; null: the statement succeeds.
    /// </summary>
    public string? SqlError { get; init; }

    /// <summary>If true, the job ends as FAIL after <see cref="Duration"/>. Stage 3 still succeeds (trap 9).</summary>
    public bool JobFails { get; init; }

    /// <summary>The <c>comment</c> of the failed job.</summary>
    public string FailComment { get; init; } = "physical restore failed, ret=-9040";

    /// <summary>
    /// If true, the tenant of a failed restore still exists, with status RESTORE. If false, the tenant no longer exists, as in the
    /// captures, and the overview answers 400.
    /// </summary>
    public bool FailedTenantRemains { get; init; }

    /// <summary>If true, stage 2 waits for the META tenant until its limit of 600 s has passed.</summary>
    public bool MetaTenantNeverNormal { get; init; }

    /// <summary>
    /// If true, the job has already ended when the agent reads the row of the job. Stage 2 then ends with a panic (PROTOCOL 4.8, nil
    /// pointer).
    /// </summary>
    public bool RowMissingAfterSql { get; init; }

    /// <summary>If true, the tenant never becomes PRIMARY. Stage 4 fails after 600 s.</summary>
    public bool ActivationNeverPrimary { get; init; }

    /// <summary>If true, the upgrade job never ends. Stage 5 fails after 600 s.</summary>
    public bool UpgradeNeverFinishes { get; init; }

    /// <summary>The error text of ACTIVATE STANDBY; null: the statement succeeds.</summary>
    public string? ActivationError { get; init; }

    /// <summary>The error text of the wait for the upgrade job; null: the wait succeeds.</summary>
    public string? UpgradeError { get; init; }

    /// <summary>The error text for DROP TENANT, with which the rollback of an ended restore fails. Null: the statement succeeds.</summary>
    public string? DropError { get; init; }

    /// <summary>The behaviour of the tenant's next restore; null repeats this behaviour.</summary>
    public RestoreBehaviour? Next { get; init; }

    /// <summary>total_bytes of the job.</summary>
    public long TotalBytes { get; init; } = 1048576;

    /// <summary>tablet_count of the job.</summary>
    public long TabletCount { get; init; } = 100;

    /// <summary>The content of the restored tenant, if its backup has no <see cref="Backup.Content"/>.</summary>
    public TenantContent Content { get; init; } = new();

    /// <summary>backup_tenant_name of the job.</summary>
    public string BackupTenantName { get; init; } = "src";
}
