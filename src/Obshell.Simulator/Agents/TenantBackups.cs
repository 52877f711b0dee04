namespace Obshell.Simulator;

/// <summary>Sets, shows and changes the backups and log archives of a cluster's tenants, without an agent.</summary>
public sealed class TenantBackups
{
    private readonly SimulatedCluster _cluster;
    private readonly Behaviours<BackupBehaviour> _behaviours;

    internal TenantBackups(SimulatedCluster cluster, Behaviours<BackupBehaviour> behaviours)
    {
        _cluster = cluster;
        _behaviours = behaviours;
    }

    /// <summary>Sets the behaviour of one tenant's backups and log archive from now on. This affects a running backup too.</summary>
    public void SetBehaviour(string tenant, BackupBehaviour behaviour)
    {
        lock (_cluster.Gate)
            _behaviours.Set(tenant, behaviour);
    }

    /// <summary>Replaces the whole state of a tenant's backup.</summary>
    public void Set(string tenant, TenantBackup backup) => _cluster.Look(() =>
    {
        _cluster.Database.Backup.Configure(Find(tenant), backup);
        return true;
    });

    /// <summary>
    /// Sets a tenant's destinations (without keys), as if an administrator had sent the SQL statement. Null does not change a destination.
    /// </summary>
    public void SetDestinations(string tenant, string? dataUri = null, string? archiveUri = null) => _cluster.Look(() =>
    {
        var state = State(tenant);
        state.DataUri = dataUri ?? state.DataUri;
        state.ArchiveUri = archiveUri ?? state.ArchiveUri;
        return true;
    });

    /// <summary>Starts a backup, as if an administrator had sent the SQL statement. No agent has a DAG for this backup.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="isFull">False for an incremental backup.</param>
    public void Start(string tenant, bool isFull = true) => _cluster.Look(() =>
    {
        _cluster.Database.Backup.Statements(Find(tenant), _cluster.Clock.UtcNow).Backup(new BackupRequest(isFull ? "full" : "incremental", "", false));
        return true;
    });

    /// <summary>Interrupts a running log archive (trap B14).</summary>
    public void InterruptArchive(string tenant) => _cluster.Look(() =>
    {
        State(tenant).Archive.Interrupt(_cluster.Clock.UtcNow, _behaviours.Of(tenant).ArchiveLag);
        return true;
    });

    /// <summary>A tenant's backup jobs, running and ended, oldest first.</summary>
    public IReadOnlyList<BackupJob> Jobs(string tenant) => _cluster.Look<IReadOnlyList<BackupJob>>(() => [.. State(tenant).Jobs.All]);

    /// <summary>The rounds of a tenant's log archive, oldest first.</summary>
    public IReadOnlyList<ArchiveRound> Rounds(string tenant) => _cluster.Look<IReadOnlyList<ArchiveRound>>(() => [.. State(tenant).Archive.Rounds]);

    private BackupState State(string tenant) => _cluster.Database.Backup.Of(Find(tenant));

    private Tenant Find(string name) =>
        _cluster.Database.FindTenant(name) ?? throw new ArgumentException($"Tenant '{name}' does not exist.", nameof(name));
}
