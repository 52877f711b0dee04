namespace Obshell.Simulator;

/// <summary>
/// The DAG of DELETE tenant/{name} (PROTOCOL 6.3). It drops the tenant and its resource pools, or moves the tenant to the recycle bin.
/// </summary>
internal sealed class DropTenantTask
{
    private readonly string _tenant;
    private readonly Database _database;
    private readonly List<string> _pools;

    public DropTenantTask(string tenant, Database database)
    {
        _tenant = tenant;
        _database = database;
        _pools = [.. database.Pools.Where(p => p.Tenant == tenant).Select(p => p.Name)];
    }

    public static string NameFor(string tenant) => "Drop tenant " + tenant;

    public IReadOnlyList<NodePlan> Plan(bool recycle) => recycle
        ? [new("Recycle tenant", Recycle)]
        : [new("Drop tenant", Drop), new("Drop resource pools", DropPools)];

    private IEnumerable<int> Recycle(SubTaskRun run)
    {
        run.Log($"Recycle tenant '{_tenant}'");
        _database.RecycleTenant(_tenant);
        yield break;
    }

    private IEnumerable<int> Drop(SubTaskRun run)
    {
        run.Log($"Drop tenant '{_tenant}'");
        _database.DropTenant(_tenant);
        yield break;
    }

    private IEnumerable<int> DropPools(SubTaskRun run)
    {
        foreach (var pool in _pools)
        {
            run.Log($"Drop resource pool {pool}");
            if (!_database.DropPool(pool))
                run.Log($"WARN: Resource pool {pool} is not exist or be attached, drop failed.");
        }
        yield break;
    }
}
