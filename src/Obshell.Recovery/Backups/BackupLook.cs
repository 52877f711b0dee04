using Obshell.Client;

namespace Obshell.Recovery.Backups;

/// <summary>What a change of a tenant's backup must know: the backup as it is now, and which agents would keep its DAG waiting.</summary>
public sealed class BackupLook
{
    private BackupLook(TenantBackup backup, IReadOnlyList<string> deadAgents)
    {
        Backup = backup;
        DeadAgents = deadAgents;
    }

    /// <summary>As it is now.</summary>
    public TenantBackup Backup { get; }

    /// <summary>Agents of the cluster that do not answer. A DAG of backups has a step on each, and waits for it without a limit (B3).</summary>
    public IReadOnlyList<string> DeadAgents { get; }

    /// <summary>What a decision about it depends on.</summary>
    public string Essence => $"{Backup.TenantId} {Backup.TenantStatus} {Backup.RunningJobId} {Backup.Archive} {Backup.DataBackupUri} {Backup.ArchiveLogUri} {string.Join(",", DeadAgents)}";

    /// <summary>Reads it.</summary>
    /// <exception cref="ObshellInputException"><c>TenantNotFound</c>.</exception>
    /// <exception cref="ObshellException">It could not be read, or not which backups there are.</exception>
    public static async Task<BackupLook> ReadAsync(ObshellClient client, string tenant, bool withAgents, CancellationToken cancellation)
    {
        TenantDetail[] all = await client.Tenants.ListAsync(cancellation).ConfigureAwait(false);
        TenantDetail found = Array.Find(all, t => t.TenantName == tenant)
            ?? throw new ObshellInputException(new InputFault("TenantNotFound", "TenantName", $"There is no tenant '{TextFault.Quote(tenant)}' in this cluster. Names are compared with case."));
        TenantBackup backup = await new BackupReader(client, null, cancellation).ReadAsync(found, cancellation).ConfigureAwait(false);
        if (backup.JobsFault is { } unknown)
        {
            // Without them nobody knows whether one runs.
            throw unknown;
        }

        return new BackupLook(backup, withAgents ? await client.Agents.ReadDeadAsync(cancellation).ConfigureAwait(false) : []);
    }
}
