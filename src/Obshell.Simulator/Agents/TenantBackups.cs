namespace Obshell.Simulator;

/// <summary>Backups and log archives of a cluster's tenants: their behaviour, their state, and changes that are made without an agent.</summary>
public sealed class TenantBackups
{
    private readonly SimulatedCluster _cluster;
    private readonly Behaviours<BackupBehaviour> _behaviours;

    internal TenantBackups(SimulatedCluster cluster, Behaviours<BackupBehaviour> behaviours)
    {
        _cluster = cluster;
        _behaviours = behaviours;
    }

    /// <summary>Sets how the backups and the log archive of one tenant behave from now on. This includes running ones.</summary>
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

    /// <summary>Sets a tenant's destinations, without keys, as an administrator's SQL statements do; null leaves one unchanged.</summary>
    public void SetDestinations(string tenant, string? dataUri = null, string? archiveUri = null) => _cluster.Look(() =>
    {
        var state = State(tenant);
        state.DataUri = dataUri ?? state.DataUri;
        state.ArchiveUri = archiveUri ?? state.ArchiveUri;
        return true;
    });

    /// <summary>Starts a backup as an administrator's SQL statement does: no agent has a DAG for it.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="isFull">False for an incremental one.</param>
    public void Start(string tenant, bool isFull = true) => _cluster.Look(() =>
    {
        _cluster.Database.Backup.Statements(Find(tenant), _cluster.Clock.UtcNow).Backup(new BackupRequest(isFull ? "full" : "incremental", "", false));
        return true;
    });

    /// <summary>Interrupts a log archive that runs (trap B14).</summary>
    public void InterruptArchive(string tenant) => _cluster.Look(() =>
    {
        State(tenant).Archive.Interrupt(_cluster.Clock.UtcNow, _behaviours.Of(tenant).ArchiveLag);
        return true;
    });

    /// <summary>A tenant's backup jobs, oldest first, running and over.</summary>
    public IReadOnlyList<BackupJob> Jobs(string tenant) => _cluster.Look<IReadOnlyList<BackupJob>>(() => [.. State(tenant).Jobs.All]);

    /// <summary>The rounds of a tenant's log archive, oldest first.</summary>
    public IReadOnlyList<ArchiveRound> Rounds(string tenant) => _cluster.Look<IReadOnlyList<ArchiveRound>>(() => [.. State(tenant).Archive.Rounds]);

    private BackupState State(string tenant) => _cluster.Database.Backup.Of(Find(tenant));

    private Tenant Find(string name) =>
        _cluster.Database.FindTenant(name) ?? throw new ArgumentException($"Tenant '{name}' does not exist.", nameof(name));
}
