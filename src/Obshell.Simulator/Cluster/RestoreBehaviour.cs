namespace Obshell.Simulator;

/// <summary>How OceanBase treats the restore of a tenant. It is read at each step, so a change also affects a running restore.</summary>
public sealed record RestoreBehaviour
{
    /// <summary>Virtual time from the RESTORE statement to the end of OceanBase's job.</summary>
    public TimeSpan Duration { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>The last part of <see cref="Duration"/>, 0 to 1, in which logs are replayed: all bytes are restored by then, and the job goes on.</summary>
    public double LogShare { get; init; } = 0.1;

    /// <summary>Virtual time until the tenant's row exists and its META tenant is NORMAL; before that the overview answers 400 (trap 31).</summary>
    public TimeSpan CreateTenantDuration { get; init; }

    /// <summary>Driver text with which the RESTORE statement is refused, such as <c>Error 9040 (HY000): No enough log for restore</c>; null lets it pass.</summary>
    public string? SqlError { get; init; }

    /// <summary>True: the job ends as FAIL after <see cref="Duration"/>; stage 3 still succeeds (trap 9).</summary>
    public bool JobFails { get; init; }

    /// <summary><c>comment</c> of the failed job.</summary>
    public string FailComment { get; init; } = "physical restore failed, ret=-9040";

    /// <summary>True: the failed tenant stays, in status RESTORE. False: it does not exist any more, as in the captures, and the overview answers 400.</summary>
    public bool FailedTenantRemains { get; init; }

    /// <summary>True: stage 2 waits for the META tenant until its 600 s are over.</summary>
    public bool MetaTenantNeverNormal { get; init; }

    /// <summary>True: the job is over before the agent looks for its row, which makes stage 2 panic (PROTOCOL 4.8, nil pointer).</summary>
    public bool RowMissingAfterSql { get; init; }

    /// <summary>True: the tenant never becomes PRIMARY; stage 4 fails after 600 s.</summary>
    public bool ActivationNeverPrimary { get; init; }

    /// <summary>True: the upgrade job never ends; stage 5 fails after 600 s.</summary>
    public bool UpgradeNeverFinishes { get; init; }

    /// <summary>Driver text with which ACTIVATE STANDBY is refused; null lets it pass.</summary>
    public string? ActivationError { get; init; }

    /// <summary>Driver text with which the wait for the upgrade job fails; null lets it pass.</summary>
    public string? UpgradeError { get; init; }

    /// <summary>Driver text with which DROP TENANT is refused, so that undoing a restore whose job is over fails; null lets it pass.</summary>
    public string? DropError { get; init; }

    /// <summary>The behaviour of the tenant's next restore after this job; null repeats this one.</summary>
    public RestoreBehaviour? Next { get; init; }

    /// <summary>total_bytes of the job.</summary>
    public long TotalBytes { get; init; } = 1048576;

    /// <summary>tablet_count of the job.</summary>
    public long TabletCount { get; init; } = 100;

    /// <summary>The content of the restored tenant, if its backup (<see cref="Backup.Content"/>) has none.</summary>
    public TenantContent Content { get; init; } = new();

    /// <summary>backup_tenant_name of the job.</summary>
    public string BackupTenantName { get; init; } = "src";
}
