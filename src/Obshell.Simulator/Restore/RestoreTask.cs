using System.Globalization;

namespace Obshell.Simulator;

/// <summary>The five nodes of <c>Restore backup_&lt;tenant&gt;</c>, with the log lines of the captures (PROTOCOL 4.8).</summary>
internal sealed class RestoreTask
{
    private static readonly TimeSpan _shortLimit = TimeSpan.FromSeconds(600);

    private readonly RestoreRequest _request;
    private readonly Database _database;
    private readonly Func<string, RestoreBehaviour> _behaviourOf;
    private readonly SimulatedAgent _agent;
    private readonly List<ResourcePool> _pools;

    public RestoreTask(RestoreRequest request, Database database, Func<string, RestoreBehaviour> behaviourOf, SimulatedAgent agent, DateTimeOffset createdAt)
    {
        _request = request;
        _database = database;
        _behaviourOf = behaviourOf;
        _agent = agent;
        var ms = createdAt.ToUnixTimeMilliseconds();
        _pools =
        [
            .. request.ZoneList.Select(z => new ResourcePool
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{request.TenantName}_{z.Name}_{ms}"),
                Zone = z.Name,
                UnitConfig = z.UnitConfig,
                UnitNum = z.UnitNum,
            }),
        ];
    }

    private string Tenant => _request.TenantName;

    public static string NameFor(string tenant) => "Restore backup_" + tenant;

    public IReadOnlyList<NodePlan> Plan() =>
    [
        new("Pre restore check", PreCheck, NodePlan.Nothing),
        new("Start restore", Start, UndoStart),
        new("Wait restore task finish", WaitFinish, NodePlan.Nothing),
        new("Active tenant", Activate),
        new("Upgrade tenant", Upgrade),
    ];

    private IEnumerable<int> PreCheck(SubTaskRun run)
    {
        if (!_agent.ObAdminPresent)
        {
            run.Log("Not need to check ob_admin");
            yield break;
        }
        if (_request.PointInNanoseconds is not { } point)
        {
            run.Log("Not need to check restore time");
            yield break;
        }
        run.Log($"Check restore time '{point}'");
        var windows = _database.Sources.Find(_request.DataBackupUri, _request.EffectiveArchiveUri)?.Windows ?? [];
        // The agent checks the time as UTC, but writes the local time into the statement. So it can accept a wrong time (PROTOCOL 4.7).
        if (!windows.Any(w => w.Holds(point)))
            throw new AgentException(ErrorCodes.TimeNotValid.With(point).Wrap("check restore time"));
    }

    private IEnumerable<int> Start(SubTaskRun run)
    {
        if (_database.RunningJob(Tenant) is null)
        {
            if (_database.FindTenant(Tenant) is not null)
            {
                run.Log($"Tenant '{Tenant}' already exists");
                yield break;
            }
            foreach (var pool in _pools)
            {
                run.Log($"Create resource pool: {Show(pool)}");
                _database.CreatePool(pool, run.Now);
                run.Log($"Create resource pool {pool.Name} success");
            }
            run.Log($"Restore tenant '{Tenant}'");
            var option = RestoreSql.Option(_request, _pools.Select(p => p.Name));
            try
            {
                _database.Restore(_request, RestoreSql.Statement(_request, option, _agent.IsAtLeast(4, 3, 2)), option, run.Now);
            }
            catch (MySqlException e)
            {
                DropPools(run);
                throw new MySqlException("restore tenant: " + e.Message);
            }
            // The agent reads the job's row immediately, and assumes that it exists (PROTOCOL 4.8, nil pointer).
            if (_database.RunningJob(Tenant) is null)
                throw new AgentPanicException();
        }
        run.Log($"Wait for create tenant '{Tenant}'");
        var since = run.Now;
        while (_database.FindTenant(Tenant) is not { MetaIsNormal: true })
        {
            run.Limit(since, _shortLimit, $"wait for tenant '{Tenant}' to be created");
            yield return 1;
        }
        run.Log($"Set ha_high_thread_score to {_request.EffectiveScore}");
        _database.SetHighThreadScore(Tenant, _request.EffectiveScore);
    }

    private IEnumerable<int> UndoStart(SubTaskRun run)
    {
        run.Log("Try cancel restore job");
        try
        {
            _database.CancelRestore(Tenant, run.Now);
        }
        catch (MySqlException)
        {
            run.Log("Cancel restore job failed, try to get tenant");
            // The job has ended, so the agent drops the tenant, even if another user has created this tenant (trap 10).
            if (_database.FindTenant(Tenant) is not null)
                _database.DropTenant(Tenant);
        }
        run.Log("Cancel restore job success. Wait for restore task finish");
        while (_database.RunningJob(Tenant) is not null)
            yield return 1;
        run.Log("Restore task has finished successfully");
        DropPools(run);
    }

    private void DropPools(SubTaskRun run)
    {
        foreach (var pool in _pools)
        {
            run.Log($"Drop resource pool: {Show(pool)}\n");
            if (!_database.DropPool(pool.Name))
                run.Log($"WARN: Resource pool {pool.Name} is not exist or be attached, drop failed.");
        }
    }

    private static string Show(ResourcePool pool) =>
        string.Create(CultureInfo.InvariantCulture, $"{{{pool.Name} {pool.Zone} {pool.UnitConfig} {pool.UnitNum}}}");

    private IEnumerable<int> WaitFinish(SubTaskRun run)
    {
        run.Log("Wait for restore task finish");
        while (_database.RunningJob(Tenant) is not null)
            yield return 1;
        // The agent logs this even for a failed job, because it only checks that no job is running (trap 9).
        run.Log("Restore task has finished successfully");
    }

    private IEnumerable<int> Activate(SubTaskRun run)
    {
        run.Log($"Active tenant '{Tenant}'");
        _database.Activate(Tenant);
        run.Log("Wait for tenant to be primary role");
        var since = run.Now;
        while (_database.FindTenant(Tenant) is not { Role: "PRIMARY" })
        {
            run.Limit(since, _shortLimit, $"wait for tenant '{Tenant}' to be primary role");
            yield return 1;
        }
    }

    private IEnumerable<int> Upgrade(SubTaskRun run)
    {
        run.Log($"Upgrade tenant {Tenant}");
        _database.RunUpgrade(Tenant);
        run.Log($"Wait for upgrade tenant {Tenant}");
        var since = run.Now;
        if (_behaviourOf(Tenant).UpgradeError is { } error)
            throw new MySqlException(error);
        while (_behaviourOf(Tenant).UpgradeNeverFinishes)
        {
            run.Limit(since, _shortLimit, $"wait for upgrade tenant '{Tenant}'");
            yield return 1;
        }
    }
}
