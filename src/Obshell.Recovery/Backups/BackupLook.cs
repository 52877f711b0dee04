using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>What a change of a tenant's backup must know: the backup as it is now, and which agents would keep its DAG waiting.</summary>
public sealed class BackupLook
{
    private BackupLook(TenantBackup backup, AgentDag? dag, IReadOnlyList<string> deadAgents)
    {
        Backup = backup;
        Dag = dag;
        DeadAgents = deadAgents;
    }

    /// <summary>As it is now.</summary>
    public TenantBackup Backup { get; }

    /// <summary>A DAG that is about to start a backup or watches one; null when it does not exist, or when it was not asked for.</summary>
    public AgentDag? Dag { get; }

    /// <summary>Agents of the cluster that do not answer. A DAG of backups has a step on each, and waits for it without a limit (B3).</summary>
    public IReadOnlyList<string> DeadAgents { get; }

    /// <summary>What a decision about it depends on.</summary>
    public string Essence => $"{Backup.TenantId} {Backup.TenantStatus} {Backup.RunningJobId} {Dag?.Id} {Backup.Archive} {Backup.DataBackupUri} {Backup.ArchiveLogUri} {string.Join(",", DeadAgents)}";

    /// <summary>Reads it.</summary>
    /// <param name="client">Whom to ask.</param>
    /// <param name="tenant">Whose backup.</param>
    /// <param name="forDag">The change makes a DAG: also read what prevents one.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <exception cref="ObshellInputException"><c>TenantNotFound</c>.</exception>
    /// <exception cref="ObshellException">It could not be read, or not which backups there are.</exception>
    public static async Task<BackupLook> ReadAsync(ObshellClient client, string tenant, bool forDag, CancellationToken cancellation)
    {
        TenantDetail[] all = await client.Tenants.ListAsync(cancellation).ConfigureAwait(false);
        TenantDetail found = Array.Find(all, t => t.TenantName == tenant) ?? throw BackupFaults.NotFound(tenant);
        TenantBackup backup = await new BackupReader(client, null, cancellation).ReadAsync(found, cancellation).ConfigureAwait(false);
        if (backup.JobsFault is { } unknown)
        {
            // Without them it is unknown whether one is running.
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
