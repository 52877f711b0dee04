namespace Obshell.Simulator;

/// <summary>OceanBase's half of all backups: what it knows of each tenant's. Under the cluster's lock.</summary>
internal sealed class BackupDatabase
{
    private readonly SqlRecord _sql;
    private readonly Behaviours<BackupBehaviour> _behaviours;
    private readonly Dictionary<long, (string Tenant, BackupState State)> _states = [];
    private DateTimeOffset _now;

    public BackupDatabase(SqlRecord sql, Behaviours<BackupBehaviour> behaviours, DateTimeOffset start)
    {
        _sql = sql;
        _behaviours = behaviours;
        _now = start;
    }

    public BackupState Of(Tenant tenant)
    {
        if (!_states.TryGetValue(tenant.Id, out var known))
            _states[tenant.Id] = known = (tenant.Name, new BackupState());
        return known.State;
    }

    public BackupBehaviour BehaviourOf(Tenant tenant) => _behaviours.Of(tenant.Name);

    /// <summary>A BACKUP statement arrives: how this one goes.</summary>
    public BackupBehaviour Begin(Tenant tenant) => _behaviours.Begin(tenant.Name);

    public BackupStatements Statements(Tenant tenant, DateTimeOffset now) => new(_sql, this, tenant, now);

    /// <summary>A tenant is new: if its id was used before, nothing of that is left.</summary>
    public void Forget(long tenantId) => _states.Remove(tenantId);

    public void Configure(Tenant tenant, TenantBackup setup) => _states[tenant.Id] = (tenant.Name, BackupState.Of(setup, _now));

    /// <summary>Lets jobs and log archives go on to a moment of virtual time. Never depends on any DAG.</summary>
    public void Advance(DateTimeOffset now)
    {
        _now = now;
        foreach (var (tenant, state) in _states.Values)
        {
            var behaviour = _behaviours.Of(tenant);
            state.Jobs.Advance(now, behaviour);
            state.Archive.Advance(now, behaviour);
        }
    }
}
