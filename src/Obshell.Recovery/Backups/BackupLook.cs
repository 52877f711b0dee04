using Obshell.Client;
using Obshell.Client.Storage;

namespace Obshell.Recovery.Backups;

/// <summary>
/// What the module reads before it changes a tenant's backup: the state of the backup, an unfinished backup DAG, and agents that would
/// block the new DAG.
/// </summary>
public sealed class BackupLook
{
    private BackupLook(TenantBackup backup, AgentDag? dag, IReadOnlyList<string> deadAgents)
    {
        Backup = backup;
        Dag = dag;
        DeadAgents = deadAgents;
    }

    /// <summary>The present state of the backup.</summary>
    public TenantBackup Backup { get; }

    /// <summary>An unfinished DAG that starts or watches a backup; null when there is none, or when DAGs were not read.</summary>
    public AgentDag? Dag { get; }

    /// <summary>
    /// Agents of the cluster that do not answer. A backup DAG has a step on each agent, and waits without a limit for an agent that does
    /// not answer (trap B3).
    /// </summary>
    public IReadOnlyList<string> DeadAgents { get; }

    /// <summary>
    /// The module asks the user before it changes the backup. This text contains all values that the answer depends on. If the text has
    /// changed when the user answers, the module asks again.
    /// </summary>
    public string Essence => $"{Backup.TenantId} {Backup.TenantStatus} {Backup.RunningJobId} {Dag?.Id} {Backup.Archive} {Backup.Destinations?.DataUri} {Backup.Destinations?.ArchiveUri} {string.Join(",", DeadAgents)}";

    /// <summary>Whether the tenant's data backups already go to this place.</summary>
    public bool IsPresentData(StorageUri place) => IsPresent(place, Backup.Destinations?.DataUri);

    /// <summary>Whether the tenant's logs already go to this place. To set the place again is useful unless logs are archived (B14).</summary>
    public bool IsPresentLogs(StorageUri place) => Backup.Archive == ArchiveState.Archiving && IsPresent(place, Backup.Destinations?.ArchiveUri);

    /// <summary>Whether the log archive is already in the requested state, and a request would change nothing (PROTOCOL-BACKUP 6).</summary>
    public bool HasReached(ArchiveCommand command) => command == ArchiveCommand.Off
        ? Backup.Archive is ArchiveState.NeverStarted or ArchiveState.NoDestination
        : BackupSettling.HasReached(Backup.ArchiveStatus, command);

    /// <summary>Reads the backup.</summary>
    /// <param name="client">The connection to the agents.</param>
    /// <param name="tenant">The tenant of the backup.</param>
    /// <param name="forDag">
    /// Whether the change creates a DAG. If true, this also reads unfinished backup DAGs and the agents that do not answer.
    /// </param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ObshellInputException"><c>TenantNotFound</c>.</exception>
    /// <exception cref="ObshellException">The backup, or the list of backups, could not be read.</exception>
    public static async Task<BackupLook> ReadAsync(ObshellClient client, string tenant, bool forDag, CancellationToken cancellation)
    {
        TenantDetail[] all = await client.Tenants.ListAsync(cancellation).ConfigureAwait(false);
        TenantDetail found = Array.Find(all, t => t.TenantName == tenant) ?? throw BackupFaults.NotFound(tenant, all);
        TenantBackup backup = await new BackupReader(client, null, cancellation).ReadAsync(found, cancellation).ConfigureAwait(false);
        if (backup.JobsFault is { } unknown)
        {
            // Without the list of backups it is not known whether a backup is running.
            throw unknown;
        }

        if (!forDag)
        {
            return new BackupLook(backup, null, []);
        }

        AgentDag[] unfinished = await client.Dags.ListAsync(DagScope.Cluster, unfinished: true, cancellation: cancellation).ConfigureAwait(false);
        AgentDag? dag = Array.Find(unfinished, d => d is { IsBackup: true, IsFinished: false } && d.TenantName == tenant);
        return new BackupLook(backup, dag, await client.Agents.ReadDeadAsync(cancellation).ConfigureAwait(false));
    }

    /// <summary>
    /// Compares only places at file://. Agents report other URIs without their keys, so it is not known whether the keys are the same.
    /// </summary>
    private static bool IsPresent(StorageUri place, string? present) => !string.IsNullOrEmpty(present) && place.Scheme == "file" && StoragePlaces.IsSame(place.Reveal(), present!);
}
