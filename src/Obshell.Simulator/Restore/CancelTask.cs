namespace Obshell.Simulator;

/// <summary>The DAG <c>Cancel restore &lt;tenant&gt;</c>, for a running job whose DAG is unknown or has succeeded (PROTOCOL 4.9).</summary>
internal sealed class CancelTask
{
    private readonly string _tenant;
    private readonly Database _database;
    private readonly List<string> _pools;

    public CancelTask(string tenant, Database database)
    {
        _tenant = tenant;
        _database = database;
        _pools = [.. database.Pools.Where(p => p.Tenant == tenant).Select(p => p.Name)];
    }

    public static string NameFor(string tenant) => "Cancel restore " + tenant;

    public IReadOnlyList<NodePlan> Plan() => [new("Cancel restore", Cancel), new("Drop resource pool", DropPools)];

    private IEnumerable<int> Cancel(SubTaskRun run)
    {
        run.Log("Try cancel restore job");
        _database.CancelRestore(_tenant, run.Now);
        run.Log("Cancel restore job success. Wait for restore task finish");
        while (_database.RunningJob(_tenant) is not null)
            yield return 1;
        run.Log("Restore task has finished successfully");
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
