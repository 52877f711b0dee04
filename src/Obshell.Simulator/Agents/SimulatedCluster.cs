namespace Obshell.Simulator;

/// <summary>
/// A cluster of simulated obshell agents with a simulated OceanBase. Everything runs in this process, with real sockets and real
/// cryptography, but without a database. One lock protects all state. The state changes only during a request or
/// <see cref="SimulationClock.Advance"/>, in ticks of 1 s, so that each run is deterministic.
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

    /// <summary>The options with which the cluster was started.</summary>
    public SimulatorOptions Options { get; }

    /// <summary>The agents, in the order of <see cref="SimulatorOptions.Urls"/>.</summary>
    public IReadOnlyList<SimulatedAgent> Agents => _agents;

    /// <summary>The virtual time.</summary>
    public SimulationClock Clock { get; }

    /// <summary>The statements that the agents sent to OceanBase.</summary>
    public SqlRecord Sql { get; } = new();

    /// <summary>The statements that clients sent to tenants through <see cref="SimulatorOptions.SqlPort"/>.</summary>
    public TenantStatements TenantStatements { get; } = new();

    /// <summary>The number of open SQL connections.</summary>
    public int OpenSqlConnections => Sessions.Count;

    /// <summary>The requests that the agents received.</summary>
    public RequestRecord Requests { get; } = new();

    /// <summary>The faults for future requests.</summary>
    public FaultSchedule Faults { get; } = new();

    /// <summary>
    /// The password of root@sys in the database. After a change an agent still accepts the old password, until a client logs in to that
    /// agent with the new password (PROTOCOL 2.6, c).
    /// </summary>
    public string RootPassword { get; set; }

    /// <summary>Changes the password for all agents immediately: no agent accepts the old password.</summary>
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

    /// <summary>How often agents tried to log in to the database with a password that differs from the stored one (trap 33).</summary>
    public int DatabaseLoginAttempts { get; internal set; }

    /// <summary>
    /// The id of the DAG that maintains the whole cluster; empty text if the id is unknown, null if there is no maintenance. The simulator
    /// needs no DAG with this id. During a maintenance no DAG can be created (PROTOCOL 4.3, rule 14).
    /// </summary>
    public string? ClusterMaintenance
    {
        get => Look(() => Engine.ClusterMaintenance);
        set => Look(() => Engine.ClusterMaintenance = value);
    }

    /// <summary>
    /// Starts a DAG that maintains the whole cluster. The lists of unfinished DAGs contain this DAG. It runs until
    /// <see cref="ClusterMaintenance"/> is set to null. Until then no other DAG can be created.
    /// </summary>
    /// <returns>The id of its DAG.</returns>
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
    /// Starts a DAG that locks a tenant and is not a restore. The DAG has one node, which runs for the given time and then fails. The DAG
    /// does not accept RETRY, PASS, CANCEL or ROLLBACK.
    /// </summary>
    /// <returns>The id of its DAG.</returns>
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

    /// <summary>If true, the agents cannot store a new DAG and answer <c>Task.CreateFailed</c> (PROTOCOL 4.3, rule 14, "other").</summary>
    public bool TaskCreationFails
    {
        get => Look(() => Engine.CreationFails);
        set => Look(() => Engine.CreationFails = value);
    }

    internal Lock Gate { get; } = new();

    internal Database Database { get; }

    internal DagEngine Engine { get; } = new("1");

    /// <summary>Sets the behaviour of one tenant's restores from now on, including running restores.</summary>
    public void SetBehaviour(string tenant, RestoreBehaviour behaviour)
    {
        lock (Gate)
            _behaviours.Set(tenant, behaviour);
    }

    internal RestoreBehaviour BehaviourOf(string tenant) => _behaviours.Of(tenant);

    /// <summary>The current tenants.</summary>
    public IReadOnlyList<Tenant> Tenants => Look<IReadOnlyList<Tenant>>(() => [.. Database.Tenants]);

    /// <summary>The current unit configs.</summary>
    public IReadOnlyList<UnitConfig> UnitConfigs => Look<IReadOnlyList<UnitConfig>>(() => [.. Database.UnitConfigs]);

    /// <summary>The current zones.</summary>
    public IReadOnlyList<Zone> Zones => Look<IReadOnlyList<Zone>>(() => [.. Database.Zones]);

    /// <summary>The current resource pools, without the pool of sys.</summary>
    public IReadOnlyList<ResourcePool> ResourcePools => Look<IReadOnlyList<ResourcePool>>(() => [.. Database.Pools]);

    /// <summary>The current backups.</summary>
    public IReadOnlyList<Backup> Backups => Look<IReadOnlyList<Backup>>(() => [.. Database.Backups]);

    /// <summary>OceanBase's restore jobs, running and ended, oldest first.</summary>
    public IReadOnlyList<RestoreJob> RestoreJobs => Look<IReadOnlyList<RestoreJob>>(() => [.. Database.Jobs]);

    /// <summary>The cluster's DAGs, oldest first.</summary>
    public IReadOnlyList<DagView> Dags => Look<IReadOnlyList<DagView>>(() => [.. Engine.Dags.Select(DagView.Of)]);

    /// <summary>Backups and log archives of the tenants.</summary>
    public TenantBackups TenantBackups { get; }

    /// <summary>The UTC offset of the database sessions (trap B13).</summary>
    public TimeSpan SessionUtcOffset { get; set; }

    /// <summary>Adds a tenant, or replaces the tenant with that name.</summary>
    public void AddTenant(Tenant tenant) => Look(() => Database.AddTenant(tenant));

    /// <summary>Changes the content of a tenant. Open SQL sessions see it with their next statement.</summary>
    public void SetContent(string tenant, TenantContent content) => Look(() =>
    {
        Database.UpdateTenant(tenant, t => t with { Content = content });
        return true;
    });

    /// <summary>Removes a tenant without an SQL statement. The resource pools of the tenant remain.</summary>
    public void RemoveTenant(string name) => Look(() =>
    {
        Database.ForgetTenant(name);
        return true;
    });

    /// <summary>Adds a unit config, or replaces the unit config with that name.</summary>
    public void AddUnitConfig(UnitConfig config) => Look(() => Database.AddUnitConfig(config));

    /// <summary>Removes a unit config.</summary>
    public void RemoveUnitConfig(string name) => Look(() => Database.UnitConfigs.RemoveAll(u => u.Name == name));

    /// <summary>Adds a zone, or replaces the zone with that name.</summary>
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

    /// <summary>Adds a backup that <c>ob_admin</c> can then read.</summary>
    public void AddBackup(Backup backup) => Look(() =>
    {
        Database.Backups.Add(backup.At(Clock.StartedAt));
        return true;
    });

    /// <summary>
    /// Starts a restore job in OceanBase, as if an administrator had sent the SQL statement. No agent has a DAG for this job.
    /// </summary>
    public void StartForeignRestore(string tenant) => Look(() =>
    {
        var request = new RestoreRequest { DataBackupUri = "file:///foreign/data", TenantName = tenant, ZoneList = [] };
        Database.Restore(request, $" ALTER SYSTEM RESTORE {tenant} FROM \"file:///foreign/data\" WITH 'foreign';", "foreign", Clock.UtcNow);
        return true;
    });

    internal SqlSessions Sessions { get; } = new();

    internal Tenant? FindTenant(string name) => Look(() => Database.FindTenant(name));

    /// <summary>
    /// True if a server has a unit of the tenant. Only on such a server can the tenant's users log in. A tenant without pools is
    /// on every server.
    /// </summary>
    internal bool IsHome(Tenant tenant, string zone, Server server) => Look(() =>
    {
        var pools = Database.Pools.FindAll(p => p.Tenant == tenant.Name);
        var place = Database.Zones.Find(z => z.Name == zone)?.Servers.TakeWhile(s => s.Ip != server.Ip || s.SqlPort != server.SqlPort).Count() ?? 0;
        return pools.Count == 0 || pools.Exists(p => p.Zone.Split(';').Contains(zone) && place < p.UnitNum);
    });

    /// <summary>Opens the SQL port of each server and stores the real port numbers.</summary>
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

    /// <summary>Processes all ticks up to the current virtual time. This is fast if nothing is active.</summary>
    internal void CatchUp()
    {
        lock (Gate)
        {
            var now = Clock.UtcNow;
            while (_lastTick + _tick <= now)
            {
                // If no agent is running or no DAG is active, skip the ticks. The jobs of OceanBase continue.
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

    /// <summary>
    /// Waits for some virtual time: advances a manual clock, or waits until a scaled clock has advanced. Do not call this method under the
    /// lock.
    /// </summary>
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
