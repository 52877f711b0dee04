namespace Obshell.Simulator;

/// <summary>For each tenant: the DAG that locks the tenant, and the newest DAG (PROTOCOL 4.8 and 4.9).</summary>
internal sealed class TenantLocks
{
    private readonly Dictionary<string, Dag> _holders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dag> _newest = new(StringComparer.Ordinal);

    public bool IsHeld(string tenant) => _holders.ContainsKey(tenant);

    /// <summary>The newest DAG of a tenant, even if it has ended (PROTOCOL 4.9).</summary>
    public Dag? NewestOf(string tenant) => _newest.GetValueOrDefault(tenant);

    public void Take(Dag dag)
    {
        _holders[dag.MaintenanceKey] = dag;
        _newest[dag.MaintenanceKey] = dag;
    }

    public void Release(Dag dag)
    {
        if (_holders.TryGetValue(dag.MaintenanceKey, out var holder) && holder == dag)
            _holders.Remove(dag.MaintenanceKey);
    }

    /// <summary>Locks the tenant again for RETRY, ROLLBACK and PASS of a node (PROTOCOL 4.8).</summary>
    public void Retake(Dag dag, bool nullData)
    {
        if (dag.MaintenanceType != 3)
            return;
        if (_holders.TryGetValue(dag.MaintenanceKey, out var holder) && holder != dag)
            throw new AgentException(ErrorCodes.TenantUnderMaintenance.With(dag.MaintenanceKey), nullData);
        if (NewestOf(dag.MaintenanceKey) is { } newest && newest != dag)
            throw new AgentException(ErrorCodes.TaskExpired.With($"Tenant '{dag.MaintenanceKey}'", newest.Id, dag.Id, dag.Name), nullData);
        _holders[dag.MaintenanceKey] = dag;
    }
}
