namespace Obshell.Simulator;

/// <summary>
/// A cluster of simulated obshell agents with the OceanBase behind them. Everything lives in this process: real sockets and
/// real cryptography, but no database. One lock guards all state. State moves only when a request or
/// <see cref="SimulationClock.Advance"/> looks at it, one tick of 1 s after the other, so a run is deterministic.
/// </summary>
public sealed class SimulatedCluster : IAsyncDisposable
{
    private static readonly TimeSpan _tick = TimeSpan.FromSeconds(1);

    private readonly Behaviours<RestoreBehaviour> _behaviours;
    private readonly List<SimulatedAgent> _agents = [];
    private readonly List<ISqlListener> _sqlEndpoints = [];
    private DateTimeOffset _lastTick;

    private SimulatedCluster(SimulatorOptions options)
    {
        Options = options;
        Clock = new SimulationClock(options.TimeProvider, options.ManualClock, options.TimeScale, CatchUp);
        _lastTick = Clock.StartedAt;
        _behaviours = new Behaviours<RestoreBehaviour>(options.DefaultBehaviour, b => b.Next);
        var backupBehaviours = new Behaviours<BackupBehaviour>(options.DefaultBackupBehaviour, b => b.Next);
        Database = new Database(options.Fixture, Sql, _behaviours, backupBehaviours, options.ClusterName, options.BackupStore is { } path ? new BackupStore(path) : null, Clock.StartedAt);
        TenantBackups = new TenantBackups(this, backupBehaviours);
        SessionUtcOffset = options.SessionUtcOffset ?? options.HostUtcOffset;
        RootPassword = options.RootPassword;
    }

    internal static async Task<SimulatedCluster> StartAsync(SimulatorOptions options, IListening listening, CancellationToken ct)
    {
        var cluster = new SimulatedCluster(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.AgentCount, 1);
        try
        {
            if (cluster.Options.SqlPort is { } sqlPort)
                cluster.OpenSql(listening, sqlPort);
            for (var i = 0; i < cluster.Options.AgentCount; i++)
            {
                var agent = new SimulatedAgent(cluster, listening, i);
                cluster._agents.Add(agent);
                await agent.StartAsync(ct);
            }
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
        return cluster;
    }

    /// <summary>The options at the start.</summary>
    public SimulatorOptions Options { get; }

    /// <summary>The agents, in the order of <see cref="SimulatorOptions.Urls"/>.</summary>
    public IReadOnlyList<SimulatedAgent> Agents => _agents;

    /// <summary>Virtual time.</summary>
    public SimulationClock Clock { get; }

    /// <summary>The statements that the agents sent to OceanBase.</summary>
    public SqlRecord Sql { get; } = new();

    /// <summary>The statements that clients sent to tenants, where <see cref="SimulatorOptions.SqlPort"/> is open.</summary>
    public TenantStatements TenantStatements { get; } = new();

    /// <summary>How many SQL connections are open.</summary>
    public int OpenSqlConnections => Sessions.Count;

    /// <summary>The requests that arrived.</summary>
    public RequestRecord Requests { get; } = new();

    /// <summary>The faults that wait for requests.</summary>
    public FaultSchedule Faults { get; } = new();

    /// <summary>
    /// Password of root@sys in the database. After a change an agent still accepts the password that it remembers. It
    /// remembers the new one when a client logs in with it (PROTOCOL 2.6, c).
    /// </summary>
    public string RootPassword { get; set; }

    /// <summary>Changes the password as if clients had already used the new one at every agent: no agent accepts the old one.</summary>
    public void ChangeRootPassword(string password)
    {
        lock (Gate)
        {
            RootPassword = password;
            foreach (var agent in _agents)
            {
                agent.RememberedRootPassword = password;
                agent.Sessions.Clear();
            }
        }
    }

    /// <summary>How many times an agent tried a password on the database because it did not match its memory (trap 33).</summary>
    public int DatabaseLoginAttempts { get; internal set; }

    /// <summary>
    /// A cluster-wide maintenance that is not one of the simulator's DAGs: id of its DAG, an empty text when unknown, or null
    /// for none. While it lasts no DAG can be created (PROTOCOL 4.3, rule 14).
    /// </summary>
    public string? ClusterMaintenance
    {
        get => Look(() => Engine.ClusterMaintenance);
        set => Look(() => Engine.ClusterMaintenance = value);
    }

    /// <summary>
    /// Starts a maintenance of the whole cluster that every list of unfinished DAGs shows. It runs, and no other DAG can be
    /// created, until <see cref="ClusterMaintenance"/> is set to null.
    /// </summary>
    /// <returns>Id of its DAG.</returns>
    public string StartClusterMaintenance(string name) => Look(() =>
    {
        var agent = _agents[0];
        var dag = Engine.Create(name, 2, "", [new NodePlan(name, Work)], Clock.UtcNow, agent.Ip, agent.Port);
        Engine.ClusterMaintenance = dag.Id;
        return dag.Id;

        IEnumerable<int> Work(SubTaskRun run)
        {
            run.Log("the whole cluster is under maintenance");
            while (Engine.ClusterMaintenance is not null)
                yield return 0;
        }
    });

    /// <summary>
    /// Starts a task of a tenant that is not a restore. Its one step runs until the time is over, then fails. It cannot be
    /// retried, passed, cancelled or rolled back.
    /// </summary>
    /// <returns>Id of its DAG.</returns>
    public string StartRigidTask(string name, string tenant, TimeSpan lasting) => Look(() =>
    {
        var agent = _agents[0];
        var end = Clock.UtcNow + lasting;
        return Engine.Create(name, 3, tenant, [new NodePlan(name, Work) { Yields = false }], Clock.UtcNow, agent.Ip, agent.Port).Id;

        IEnumerable<int> Work(SubTaskRun run)
        {
            while (run.Now < end)
                yield return 0;
            throw new AgentException(ErrorCodes.Unexpected.With("the step failed"));
        }
    });

    /// <summary>True: the agents cannot store a new DAG, and answer <c>Task.CreateFailed</c> (PROTOCOL 4.3, rule 14, "other").</summary>
    public bool TaskCreationFails
    {
        get => Look(() => Engine.CreationFails);
        set => Look(() => Engine.CreationFails = value);
    }

    internal Lock Gate { get; } = new();

    internal Database Database { get; }

    internal DagEngine Engine { get; } = new("1");

    /// <summary>Sets how restores of one tenant behave from now on. This includes running ones.</summary>
    public void SetBehaviour(string tenant, RestoreBehaviour behaviour)
    {
        lock (Gate)
            _behaviours.Set(tenant, behaviour);
    }

    internal RestoreBehaviour BehaviourOf(string tenant) => _behaviours.Of(tenant);

    /// <summary>Tenants at this moment.</summary>
    public IReadOnlyList<Tenant> Tenants => Look<IReadOnlyList<Tenant>>(() => [.. Database.Tenants]);

    /// <summary>Unit configs at this moment.</summary>
    public IReadOnlyList<UnitConfig> UnitConfigs => Look<IReadOnlyList<UnitConfig>>(() => [.. Database.UnitConfigs]);

    /// <summary>Zones at this moment.</summary>
    public IReadOnlyList<Zone> Zones => Look<IReadOnlyList<Zone>>(() => [.. Database.Zones]);

    /// <summary>Resource pools at this moment, that of sys aside.</summary>
    public IReadOnlyList<ResourcePool> ResourcePools => Look<IReadOnlyList<ResourcePool>>(() => [.. Database.Pools]);

    /// <summary>Backups at this moment.</summary>
    public IReadOnlyList<Backup> Backups => Look<IReadOnlyList<Backup>>(() => [.. Database.Backups]);

    /// <summary>OceanBase's restore jobs, oldest first, running and over.</summary>
    public IReadOnlyList<RestoreJob> RestoreJobs => Look<IReadOnlyList<RestoreJob>>(() => [.. Database.Jobs]);

    /// <summary>The cluster's DAGs, oldest first.</summary>
    public IReadOnlyList<DagView> Dags => Look<IReadOnlyList<DagView>>(() => [.. Engine.Dags.Select(DagView.Of)]);

    /// <summary>Backups and log archives of the tenants.</summary>
    public TenantBackups TenantBackups { get; }

    /// <summary>Offset of the database's sessions (trap B13).</summary>
    public TimeSpan SessionUtcOffset { get; set; }

    /// <summary>Adds a tenant, or replaces the one of that name.</summary>
    public void AddTenant(Tenant tenant) => Look(() => Database.AddTenant(tenant));

    /// <summary>Changes what is inside a tenant; open SQL sessions see it with their next statement.</summary>
    public void SetContent(string tenant, TenantContent content) => Look(() =>
    {
        Database.UpdateTenant(tenant, t => t with { Content = content });
        return true;
    });

    /// <summary>Removes a tenant's row without any statement; its pools stay as they are.</summary>
    public void RemoveTenant(string name) => Look(() =>
    {
        Database.ForgetTenant(name);
        return true;
    });

    /// <summary>Adds a unit config, or replaces the one of that name.</summary>
    public void AddUnitConfig(UnitConfig config) => Look(() => Database.AddUnitConfig(config));

    /// <summary>Removes a unit config.</summary>
    public void RemoveUnitConfig(string name) => Look(() => Database.UnitConfigs.RemoveAll(u => u.Name == name));

    /// <summary>Adds a zone, or replaces the one of that name.</summary>
    public void AddZone(Zone zone) => Look(() =>
    {
        var at = Database.Zones.FindIndex(z => z.Name == zone.Name);
        if (at >= 0)
            Database.Zones[at] = zone;
        else
            Database.Zones.Add(zone);
        return at;
    });

    /// <summary>Adds a resource pool.</summary>
    public void AddResourcePool(ResourcePool pool) => Look(() =>
    {
        Database.AddPool(pool);
        return true;
    });

    /// <summary>Adds a backup that <c>ob_admin</c> then knows.</summary>
    public void AddBackup(Backup backup) => Look(() =>
    {
        Database.Backups.Add(backup.At(Clock.StartedAt));
        return true;
    });

    /// <summary>Starts a restore job in OceanBase that no agent knows of, as an administrator's SQL statement does.</summary>
    public void StartForeignRestore(string tenant) => Look(() =>
    {
        var request = new RestoreRequest { DataBackupUri = "file:///foreign/data", TenantName = tenant, ZoneList = [] };
        Database.Restore(request, $" ALTER SYSTEM RESTORE {tenant} FROM \"file:///foreign/data\" WITH 'foreign';", "foreign", Clock.UtcNow);
        return true;
    });

    internal SqlSessions Sessions { get; } = new();

    internal Tenant? FindTenant(string name) => Look(() => Database.FindTenant(name));

    /// <summary>Whether a server holds a unit of the tenant. Only then can the tenant's users log in there. A tenant without pools is on every server.</summary>
    internal bool IsHome(Tenant tenant, string zone, Server server) => Look(() =>
    {
        var pools = Database.Pools.FindAll(p => p.Tenant == tenant.Name);
        var place = Database.Zones.Find(z => z.Name == zone)?.Servers.TakeWhile(s => s.Ip != server.Ip || s.SqlPort != server.SqlPort).Count() ?? 0;
        return pools.Count == 0 || pools.Exists(p => p.Zone.Split(';').Contains(zone) && place < p.UnitNum);
    });

    /// <summary>Starts the SQL port of each server and stores the real port.</summary>
    private void OpenSql(IListening listening, int port)
    {
        for (var z = 0; z < Database.Zones.Count; z++)
        {
            var zone = Database.Zones[z];
            Database.Zones[z] = zone with { Servers = [.. zone.Servers.Select(s => OpenSql(listening, s, zone.Name, port))] };
        }
    }

    private Server OpenSql(IListening listening, Server server, string zone, int port)
    {
        if (listening.ListenSql(this, server, zone, port) is not { } endpoint)
            return server;
        _sqlEndpoints.Add(endpoint);
        return endpoint.Server;
    }

    internal T Look<T>(Func<T> look)
    {
        lock (Gate)
        {
            CatchUp();
            return look();
        }
    }

    /// <summary>Processes every tick up to virtual now. Cheap when nothing is active.</summary>
    internal void CatchUp()
    {
        lock (Gate)
        {
            var now = Clock.UtcNow;
            while (_lastTick + _tick <= now)
            {
                // Without a running agent nothing is scheduled, but OceanBase's jobs continue.
                if (!_agents.Exists(a => a.IsRunning) || Engine.IsIdle && _agents.TrueForAll(a => a.LocalEngine.IsIdle))
                {
                    _lastTick += TimeSpan.FromTicks((now - _lastTick).Ticks / _tick.Ticks * _tick.Ticks);
                    break;
                }
                _lastTick += _tick;
                Database.Advance(_lastTick);
                Engine.Tick(_lastTick);
                foreach (var agent in _agents)
                    agent.LocalEngine.Tick(_lastTick);
            }
            Database.Advance(now);
            Database.Sources.Share();
        }
    }

    /// <summary>Waits a virtual time: a manual clock is moved, a scaled one is waited for. Never called under the lock.</summary>
    internal async Task PassAsync(TimeSpan time, CancellationToken ct)
    {
        if (Clock.IsManual)
            Clock.Advance(time);
        else
        {
            await Task.Delay(Clock.ToReal(time), Options.TimeProvider, ct);
            CatchUp();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents)
            await agent.EndAsync();
        foreach (var endpoint in _sqlEndpoints)
            await endpoint.DisposeAsync();
        _sqlEndpoints.Clear();
    }
}
