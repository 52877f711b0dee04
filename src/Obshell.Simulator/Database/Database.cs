using System.Text.RegularExpressions;

namespace Obshell.Simulator;

/// <summary>
/// The simulated OceanBase: rows, and restore jobs that run independently of the agents (PROTOCOL 10, second actor). Use it only under the
/// cluster's lock. Rows are immutable: a change replaces the row.
/// </summary>
internal sealed partial class Database
{
    private readonly SqlRecord _sql;
    private readonly Behaviours<RestoreBehaviour> _behaviours;
    private readonly DateTimeOffset _start;
    private long _nextJobId = 50001;
    private int _nextId = 1001;

    public Database(ClusterFixture fixture, SqlRecord sql, Behaviours<RestoreBehaviour> behaviours, Behaviours<BackupBehaviour> backupBehaviours, string clusterName, BackupStore? store, DateTimeOffset start)
    {
        _sql = sql;
        _behaviours = behaviours;
        _start = start;
        Backup = new BackupDatabase(sql, backupBehaviours, start);
        Sources = new BackupSources(Backups, Backup, behaviours, clusterName, store);
        Zones.AddRange(fixture.Zones);
        if (fixture.SysUnit is { } unit)
        {
            SysUnit = unit with { CreatedAt = unit.CreatedAt ?? start };
            SysPool = new ResourcePool
            {
                Name = "sys_pool",
                Id = 1,
                Zone = string.Join(';', fixture.Zones.Select(z => z.Name)),
                UnitConfig = unit.Name,
                Tenant = "sys",
                CreatedAt = start,
            };
        }
        foreach (var config in fixture.UnitConfigs)
            AddUnitConfig(config);
        if (!fixture.Tenants.Any(t => t.Name == "sys"))
            AddTenant(fixture.Sys with { Id = 1, Locality = Locality(fixture.Zones.Select(z => z.Name)) });
        foreach (var tenant in fixture.Tenants)
            AddTenant(tenant);
        foreach (var pool in fixture.Pools)
            AddPool(pool);
        Backups.AddRange(fixture.Backups.Select(b => b.At(start)));
    }

    public List<Zone> Zones { get; } = [];

    public List<UnitConfig> UnitConfigs { get; } = [];

    public List<Tenant> Tenants { get; } = [];

    public List<ResourcePool> Pools { get; } = [];

    /// <summary>
    /// The resource pool of sys, in all zones. It never changes. Its resources are included in the servers' assigned resources.
    /// </summary>
    public ResourcePool? SysPool { get; }

    /// <summary>The unit config of <see cref="SysPool"/>.</summary>
    public UnitConfig? SysUnit { get; }

    public BackupDatabase Backup { get; }

    /// <summary>The backups that can be restored.</summary>
    public BackupSources Sources { get; }

    public List<Backup> Backups { get; } = [];

    /// <summary>The jobs, oldest first. A running job has no FinishedAt.</summary>
    public List<RestoreJob> Jobs { get; } = [];

    private static string Locality(IEnumerable<string> zones) => string.Join(", ", zones.Select(z => $"FULL{{1}}@{z}"));

    public Tenant? FindTenant(string name) => Tenants.Find(t => t.Name == name);

    public RestoreJob? RunningJob(string tenant) => Jobs.Find(j => j.TenantName == tenant && j.IsRunning);

    public Tenant AddTenant(Tenant tenant)
    {
        var id = tenant.Id != 0 ? tenant.Id : tenant.Name == "sys" ? 1 : NextTenantId();
        tenant = tenant with { Id = id, CreatedAt = tenant.CreatedAt ?? _start };
        Tenants.RemoveAll(t => t.Name == tenant.Name);
        Tenants.Add(tenant);
        if (tenant.Backup is { } backup)
            Backup.Configure(tenant, backup);
        return tenant;
    }

    public UnitConfig AddUnitConfig(UnitConfig config)
    {
        config = config with { Id = config.Id != 0 ? config.Id : _nextId++, CreatedAt = config.CreatedAt ?? _start };
        UnitConfigs.RemoveAll(u => u.Name == config.Name);
        UnitConfigs.Add(config);
        return config;
    }

    public void AddPool(ResourcePool pool)
    {
        Pools.Add(pool with { Id = pool.Id != 0 ? pool.Id : _nextId++, CreatedAt = pool.CreatedAt ?? _start });
        _nextId = Math.Max(_nextId, pool.Id + 1);
    }

    public void UpdateTenant(string name, Func<Tenant, Tenant> change)
    {
        var at = Tenants.FindIndex(t => t.Name == name);
        if (at >= 0)
            Tenants[at] = change(Tenants[at]);
    }

    /// <summary>Continues the jobs up to a virtual time. This does not depend on DAGs.</summary>
    public void Advance(DateTimeOffset now)
    {
        Backup.Advance(now);
        for (var i = 0; i < Jobs.Count; i++)
        {
            if (Jobs[i].IsRunning)
                Jobs[i] = Advance(Jobs[i], now);
        }
    }

    private RestoreJob Advance(RestoreJob job, DateTimeOffset now)
    {
        var behaviour = _behaviours.Of(job.TenantName);
        var elapsed = now - job.StartedAt;
        if (elapsed >= behaviour.CreateTenantDuration)
        {
            if (FindTenant(job.TenantName) is null)
                CreateRestoredTenant(job, job.StartedAt + behaviour.CreateTenantDuration);
            UpdateTenant(job.TenantName, t => t with { MetaIsNormal = !behaviour.MetaTenantNeverNormal });
            job = job with { Status = "WAIT_TENANT_RESTORE_FINISH" };
        }
        var duration = behaviour.Duration > behaviour.CreateTenantDuration ? behaviour.Duration : behaviour.CreateTenantDuration;
        if (elapsed >= duration)
            return Finish(job, job.StartedAt + duration, behaviour.JobFails ? behaviour.FailComment : null, behaviour.FailedTenantRemains, duration);
        return At(job, elapsed / duration);
    }

    /// <summary>
    /// Returns the job with the given part (0 to 1) of its work completed. The job first restores the data, and then replays the logs of
    /// one hour.
    /// </summary>
    private RestoreJob At(RestoreJob job, double done)
    {
        var logs = Math.Clamp(_behaviours.Of(job.TenantName).LogShare, 0, 1);
        var data = done < 1 - logs ? done / (1 - logs) : 1;
        var replayed = data < 1 || logs == 0 ? 0 : Math.Clamp(1 - ((1 - done) / logs), 0, 1);
        return job with
        {
            FinishedBytes = (long)(job.TotalBytes * data),
            Replayed = replayed,
            RecoverScn = data < 1 ? 0 : job.TargetScn - (long)((1 - replayed) * TimeSpan.FromHours(1).Ticks * 100),
        };
    }

    private void CreateRestoredTenant(RestoreJob job, DateTimeOffset at)
    {
        var content = Sources.Find(job.DataUri, job.ArchiveUri)?.Content
            ?? _behaviours.Of(job.TenantName).Content;
        AddTenant(new Tenant
        {
            Name = job.TenantName,
            Mode = content.Mode,
            Content = content,
            Id = job.TenantId,
            Status = "RESTORE",
            Role = "RESTORE",
            MetaIsNormal = false,
            CreatedAt = at,
            Charset = "utf8mb4",
            Collation = "utf8mb4_general_ci",
            PrimaryZone = OptionOf(job, "primary_zone"),
            Locality = string.Join(", ", OptionOf(job, "locality").Split(',').Select(l => l.Replace("@", "{1}@", StringComparison.Ordinal))),
        });
        foreach (var pool in OptionOf(job, "pool_list").Split(','))
            Grant(pool, job.TenantName);
    }

    private static string OptionOf(RestoreJob job, string key) =>
        job.Option.Split('&').Where(o => o.StartsWith(key + "=", StringComparison.Ordinal)).Select(o => o[(key.Length + 1)..]).FirstOrDefault("");

    private void Grant(string pool, string tenant)
    {
        var at = Pools.FindIndex(p => p.Name == pool);
        if (at >= 0)
            Pools[at] = Pools[at] with { Tenant = tenant };
    }

    /// <param name="job">The job.</param>
    /// <param name="at">The time of its end.</param>
    /// <param name="failure">The reason for the failure; null for a success.</param>
    /// <param name="tenantRemains">True if the tenant of a failed job still exists.</param>
    /// <param name="whole">The duration of a complete job. The progress of a failed job stops at least one second before the end of this
    /// duration.</param>
    private RestoreJob Finish(RestoreJob job, DateTimeOffset at, string? failure, bool tenantRemains, TimeSpan whole)
    {
        if (failure is null)
        {
            UpdateTenant(job.TenantName, t => t with { Status = "NORMAL", Role = "STANDBY" });
            return job with { Status = "SUCCESS", FinishedAt = at, FinishedBytes = job.TotalBytes };
        }
        if (!tenantRemains)
            RemoveTenant(job.TenantName);
        var done = Math.Clamp((at - job.StartedAt - TimeSpan.FromSeconds(at - job.StartedAt >= whole ? 1 : 0)) / whole, 0, 1);
        return At(job, done) with { Status = "FAIL", FinishedAt = at, Comment = failure };
    }

    /// <summary>Removes only the row of the tenant. Its resource pools are unchanged.</summary>
    public void ForgetTenant(string name)
    {
        if (FindTenant(name) is not { } tenant)
            return;
        Tenants.Remove(tenant);
        Backup.End(tenant);
    }

    private void RemoveTenant(string name)
    {
        ForgetTenant(name);
        for (var i = 0; i < Pools.Count; i++)
        {
            if (Pools[i].Tenant == name)
                Pools[i] = Pools[i] with { Tenant = null };
        }
    }

    public void CreatePool(ResourcePool pool, DateTimeOffset now)
    {
        _sql.Add($"CREATE RESOURCE POOL `{pool.Name}` UNIT=`{pool.UnitConfig}`, UNIT_NUM={pool.UnitNum}, ZONE_LIST=('{pool.Zone}')");
        Pools.Add(pool with { Id = _nextId++, CreatedAt = now });
    }

    /// <returns>False when the pool does not exist or a tenant owns it.</returns>
    public bool DropPool(string name)
    {
        var at = Pools.FindIndex(p => p.Name == name);
        if (at < 0 || Pools[at].Tenant is not null)
            return false;
        _sql.Add($"DROP RESOURCE POOL `{name}`");
        Pools.RemoveAt(at);
        return true;
    }

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_$]*(#.*)?$")]
    private static partial Regex UnquotedName();

    /// <summary>Runs the RESTORE statement. The text is recorded even if OceanBase refuses it.</summary>
    /// <exception cref="MySqlException">OceanBase refuses the statement.</exception>
    public void Restore(RestoreRequest request, string statement, string option, DateTimeOffset now)
    {
        _sql.Add(statement);
        if (!_behaviours.Has(request.TenantName) && Backups.Find(b => b.DataUri == request.DataBackupUri)?.Behaviour is { } ofBackup)
            _behaviours.Set(request.TenantName, ofBackup);
        var behaviour = _behaviours.Begin(request.TenantName);
        if (behaviour.SqlError is { } error)
            throw new MySqlException(error);

        // The agent does not quote the name here (PROTOCOL 4.5), so OceanBase refuses many names, and text after a # is a comment (trap 5).
        // No capture has the exact text of OceanBase's error.
        if (!UnquotedName().IsMatch(request.TenantName))
            throw new MySqlException("Error 1064 (42000): You have an error in your SQL syntax; check the manual that corresponds to your OceanBase version for the right syntax to use");
        var source = Sources.FindPlace(request.DataBackupUri, request.EffectiveArchiveUri);
        if (source is not null && !source.Windows!.Any(w => !request.HasScn || w.Holds(request.Scn!.Value)))
            throw new MySqlException("Error 9040 (HY000): No enough log for restore");
        var job = new RestoreJob
        {
            JobId = _nextJobId++,
            TenantName = request.TenantName,
            TenantId = NextTenantId(),
            Option = option,
            Scn = request.Scn ?? 0,
            TargetScn = request.PointInNanoseconds ?? (now.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) * 100,
            DataUri = request.DataBackupUri,
            ArchiveUri = request.EffectiveArchiveUri,
            Status = "CREATE_TENANT",
            StartedAt = now,
            TotalBytes = behaviour.TotalBytes,
            TabletCount = behaviour.TabletCount,
            BackupTenantName = source?.TenantName ?? behaviour.BackupTenantName,
        };
        if (behaviour.RowMissingAfterSql)
        {
            CreateRestoredTenant(job, now);
            Jobs.Add(Finish(job, now, null, false, behaviour.Duration));
            return;
        }
        Jobs.Add(Advance(job, now));
    }

    private long NextTenantId()
    {
        var newest = Math.Max(Backup.NewestTenantId, Math.Max(Tenants.Select(t => t.Id).DefaultIfEmpty(0).Max(), Jobs.Select(j => j.TenantId).DefaultIfEmpty(0).Max()));
        return newest < 1002 ? 1002 : newest + 2;
    }

    public void SetHighThreadScore(string tenant, int score) => _sql.Add($"ALTER SYSTEM SET HA_HIGH_THREAD_SCORE = {score} TENANT = {tenant}");

    /// <exception cref="MySqlException">The tenant does not exist or is not restored yet, or <see cref="RestoreBehaviour.ActivationError"/>
    /// is set.</exception>
    public void Activate(string tenant)
    {
        _sql.Add($"ALTER SYSTEM ACTIVATE STANDBY TENANT {tenant}");
        var behaviour = _behaviours.Of(tenant);
        if (FindTenant(tenant) is not { } row)
            throw new MySqlException($"Error 5157 (HY000): Unknown tenant '{tenant}'");
        if (behaviour.ActivationError is { } error)
            throw new MySqlException(error);
        if (row.Status != "NORMAL")
            throw new MySqlException($"Error 4179 (HY000): tenant '{tenant}' is in restore, activate standby is not allowed");
        if (!behaviour.ActivationNeverPrimary)
            UpdateTenant(tenant, t => t with { Role = "PRIMARY" });
    }

    public void RunUpgrade(string tenant) => _sql.Add($"ALTER SYSTEM RUN UPGRADE JOB 'UPGRADE_ALL' TENANT = {tenant}");

    /// <exception cref="MySqlException">No restore of the tenant is running.</exception>
    public void CancelRestore(string tenant, DateTimeOffset now)
    {
        _sql.Add($"ALTER SYSTEM CANCEL RESTORE `{tenant}`");
        var at = Jobs.FindIndex(j => j.TenantName == tenant && j.IsRunning);
        if (at < 0)
            throw new MySqlException($"Error 5157 (HY000): Unknown tenant '{tenant}'");
        var behaviour = _behaviours.Of(tenant);
        var whole = behaviour.Duration > behaviour.CreateTenantDuration ? behaviour.Duration : behaviour.CreateTenantDuration;
        Jobs[at] = Finish(Jobs[at], now, "(CANCELED)", false, whole);
    }

    /// <summary>
    /// Drops a tenant with FORCE. The name is not escaped, so the text after a <c>#</c> is a comment: <c>prod#x</c> drops
    /// <c>prod</c> (trap 5).
    /// </summary>
    /// <exception cref="MySqlException"><see cref="RestoreBehaviour.DropError"/> is set.</exception>
    public void DropTenant(string name)
    {
        _sql.Add($"DROP TENANT {name} FORCE");
        if (_behaviours.Of(name).DropError is { } error)
            throw new MySqlException(error);
        RemoveTenant(name.IndexOf('#', StringComparison.Ordinal) is var at and >= 0 ? name[..at] : name);
    }

    public void RecycleTenant(string name)
    {
        _sql.Add($"DROP TENANT {name}");
        UpdateTenant(name, t => t with { InRecycleBin = true });
    }
}
