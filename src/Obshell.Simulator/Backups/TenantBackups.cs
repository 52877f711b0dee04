namespace Obshell.Simulator;

/// <summary>Backups and log archives of a cluster's tenants: how they go, how they stand, and what happens to them without an agent.</summary>
public sealed class TenantBackups
{
    private readonly SimulatedCluster _cluster;
    private readonly Behaviours<BackupBehaviour> _behaviours;

    internal TenantBackups(SimulatedCluster cluster, Behaviours<BackupBehaviour> behaviours)
    {
        _cluster = cluster;
        _behaviours = behaviours;
    }

    /// <summary>Sets how backups and log archive of one tenant go from now on, running ones included.</summary>
    public void SetBehaviour(string tenant, BackupBehaviour behaviour)
    {
        lock (_cluster.Gate)
            _behaviours.Set(tenant, behaviour);
    }

    /// <summary>Replaces all that is known of a tenant's backup.</summary>
    public void Set(string tenant, TenantBackup backup) => _cluster.Look(() =>
    {
        _cluster.Database.Backup.Configure(Find(tenant), backup);
        return true;
    });

    /// <summary>A tenant's backup jobs, oldest first, running and over.</summary>
    public IReadOnlyList<BackupJob> Jobs(string tenant) => _cluster.Look<IReadOnlyList<BackupJob>>(() => [.. State(tenant).Jobs.All]);

    /// <summary>The rounds of a tenant's log archive, oldest first.</summary>
    public IReadOnlyList<ArchiveRound> Rounds(string tenant) => _cluster.Look<IReadOnlyList<ArchiveRound>>(() => [.. State(tenant).Archive.Rounds]);

    private BackupState State(string tenant) => _cluster.Database.Backup.Of(Find(tenant));

    private Tenant Find(string name) =>
        _cluster.Database.FindTenant(name) ?? throw new ArgumentException($"There is no tenant '{name}'.", nameof(name));
}
