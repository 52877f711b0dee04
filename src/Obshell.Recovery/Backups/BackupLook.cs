using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>The information that a change of a tenant's backup needs: the present state of the backup, and the agents that would make its DAG wait.</summary>
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

    /// <summary>A DAG that will start a backup or watches one; null when there is none, or it was not read.</summary>
    public AgentDag? Dag { get; }

    /// <summary>Agents of the cluster that do not answer. A DAG for backups has a step on each agent, and waits for the step without a limit (B3).</summary>
    public IReadOnlyList<string> DeadAgents { get; }

    /// <summary>The values that a decision about the backup depends on.</summary>
    public string Essence => $"{Backup.TenantId} {Backup.TenantStatus} {Backup.RunningJobId} {Dag?.Id} {Backup.Archive} {Backup.DataBackupUri} {Backup.ArchiveLogUri} {string.Join(",", DeadAgents)}";

    /// <summary>Reads the backup.</summary>
    /// <param name="client">The connection to the agents.</param>
    /// <param name="tenant">The tenant of the backup.</param>
    /// <param name="forDag">Whether the change creates a DAG. If so, this also reads what prevents one.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="ObshellInputException"><c>TenantNotFound</c>.</exception>
    /// <exception cref="ObshellException">The backup, or the list of backups, could not be read.</exception>
    public static async Task<BackupLook> ReadAsync(ObshellClient client, string tenant, bool forDag, CancellationToken cancellation)
    {
        TenantDetail[] all = await client.Tenants.ListAsync(cancellation).ConfigureAwait(false);
        TenantDetail found = Array.Find(all, t => t.TenantName == tenant) ?? throw BackupFaults.NotFound(tenant);
        TenantBackup backup = await new BackupReader(client, null, cancellation).ReadAsync(found, cancellation).ConfigureAwait(false);
        if (backup.JobsFault is { } unknown)
        {
            // Without the list of backups it is unknown whether one is running.
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
}
