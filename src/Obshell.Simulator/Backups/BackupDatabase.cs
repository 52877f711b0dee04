namespace Obshell.Simulator;

/// <summary>The backups of all tenants, as OceanBase knows them. Use this class only under the cluster's lock.</summary>
internal sealed class BackupDatabase
{
    private readonly SqlRecord _sql;
    private readonly Behaviours<BackupBehaviour> _behaviours;
    private readonly Dictionary<long, (Tenant Tenant, BackupState State)> _states = [];
    private DateTimeOffset _now;

    public BackupDatabase(SqlRecord sql, Behaviours<BackupBehaviour> behaviours, DateTimeOffset start)
    {
        _sql = sql;
        _behaviours = behaviours;
        _now = start;
    }

    /// <summary>
    /// The highest tenant id that was ever used. An id is never used again, because the backups of a dropped tenant still exist.
    /// </summary>
    public long NewestTenantId => _states.Keys.DefaultIfEmpty(0).Max();

    public BackupState Of(Tenant tenant)
    {
        var state = _states.TryGetValue(tenant.Id, out var known) ? known.State : new BackupState();
        _states[tenant.Id] = (tenant, state);
        return state;
    }

    public BackupBehaviour BehaviourOf(Tenant tenant) => _behaviours.Of(tenant.Name);

    /// <summary>Returns the behaviour of the backup that a BACKUP statement starts now.</summary>
    public BackupBehaviour Begin(Tenant tenant) => _behaviours.Begin(tenant.Name);

    public BackupStatements Statements(Tenant tenant, DateTimeOffset now) => new(_sql, this, tenant, now);

    public void Configure(Tenant tenant, TenantBackup setup) => _states[tenant.Id] = (tenant, BackupState.Of(setup, _now));

    /// <summary>Stops the backup of a dropped tenant. Its files are kept.</summary>
    public void End(Tenant tenant)
    {
        if (!_states.TryGetValue(tenant.Id, out var known))
            return;
        known.State.Jobs.Cancel(_now);
        known.State.Archive.Close(_now, _behaviours.Of(tenant.Name).ArchiveLag);
    }

    /// <summary>Continues jobs and log archives up to a virtual time. This does not depend on DAGs.</summary>
    public void Advance(DateTimeOffset now)
    {
        _now = now;
        foreach (var (tenant, state) in _states.Values)
        {
            var behaviour = _behaviours.Of(tenant.Name);
            state.Jobs.Advance(now, behaviour);
            state.Archive.Advance(now, behaviour);
        }
    }

    /// <summary>
    /// The tenant that has a backup set at this destination, with the content of the tenant. The tenant may have been dropped.
    /// </summary>
    public Tenant? FindSource(string dataUri)
    {
        var place = StorageUri.Place(dataUri);
        return _states.Values.Where(s => s.State.Jobs.All.Exists(j => j.Status == "COMPLETED" && j.Path == place)).Select(s => s.Tenant).LastOrDefault();
    }

    /// <summary>The current content of the destinations.</summary>
    /// <param name="owner">This simulator.</param>
    /// <param name="cluster">The name of the cluster.</param>
    public IReadOnlyList<StoredTenant> Stored(string owner, string cluster) =>
    [
        .. from known in _states.Values
           let stored = new StoredTenant
           {
               Owner = owner,
               TenantName = known.Tenant.Name,
               ClusterName = cluster,
               Mode = known.Tenant.Mode,
               Databases = known.Tenant.Content.Databases,
               Sets = [.. known.State.Jobs.All.Where(j => j.Status == "COMPLETED").Select(j => new StoredSet(j.Path, j.JobId, j.Type, j.PlusArchivelog, j.EndedAt!.Value))],
               Rounds = [.. known.State.Archive.Stored(_now, _behaviours.Of(known.Tenant.Name).ArchiveLag)],
           }
           where stored.Sets.Count + stored.Rounds.Count > 0
           select stored,
    ];
}
