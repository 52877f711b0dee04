using System.Management.Automation;
using System.Security;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>Starts a backup of tenants, and returns the DAG of each. Wait-ObDag judges it by OceanBase's own job.</summary>
[Cmdlet(VerbsLifecycle.Start, "ObTenantBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class StartObTenantBackupCommand : BackupChangeCmdlet
{
    /// <summary>Only what has changed since the last backup.</summary>
    [Parameter]
    public SwitchParameter Incremental { get; set; }

    /// <summary>With the logs that a restore of it needs.</summary>
    [Parameter]
    [Alias("plus_archive")]
    public SwitchParameter PlusArchiveLog { get; set; }

    /// <summary>The password that a restore of it will need.</summary>
    [Parameter]
    [SecretTransformation]
    [LeftOutMeans(LeftOut.NoBackupPassword)]
    public SecureString? Encryption { get; set; }

    private protected override void Change(ObshellClient client, string tenant)
    {
        var request = new BackupRequest { IsIncremental = Incremental, PlusArchiveLog = PlusArchiveLog, Encryption = Encryption };
        client.BackupChanges.Check(tenant, request);
        BackupLook Again() => Look(client, tenant, forDag: true);
        if (Agreed(Again(), Again, look => Question(client, look)) is null)
        {
            return;
        }

        BackupDagStart start = Send(
            client.Connection,
            new ChangeText<BackupDagStart>("POST tenant/backup", tenant)
            {
                UnderWay = $"the backup of tenant '{tenant}'",
                Where = $"Get-ObTenantBackup {CommandArgument.Of(tenant)} shows it.",
                Found = s => $"DAG {s.Dag.Id} shows that the backup was started all the same.",
            },
            stop => client.BackupChanges.StartAsync(tenant, request, stop));
        WriteObject(DagDetail.Of(start.Dag));
    }

    /// <returns>Null where it would be refused or fail, which is said.</returns>
    private ChangeQuestion? Question(ObshellClient client, BackupLook look)
    {
        TenantBackup backup = look.Backup;
        string tenant = backup.TenantName;
        if (IsRefused(look))
        {
            return null;
        }

        if (backup.RunningJobId is { } running)
        {
            Refuse(
                "BackupAtWork", $"Backup {running} of tenant '{tenant}' is running. OceanBase runs one at a time, and the DAG of a second one fails.",
                $"Get-ObTenantBackup {CommandArgument.Of(tenant)} shows it; Stop-ObTenantBackup {CommandArgument.Of(tenant)} cancels it.", tenant);
            return null;
        }

        if (look.Dag is { } dag)
        {
            // Its job shows up late: until then only the DAG tells of it.
            Refuse(
                "BackupAtWork", $"DAG {dag.Id} is starting or watching a backup of tenant '{tenant}'. OceanBase runs one at a time, and the DAG of a second one fails.",
                $"Wait-ObDag {CommandArgument.Of(dag.Id)} waits for its end.", tenant);
            return null;
        }

        if (backup.State == BackupState.NoDestination)
        {
            Refuse(
                "NoDestination", $"Tenant '{tenant}' has no place for data backups or for logs.",
                $"Set-ObTenantBackup {CommandArgument.Of(tenant)} -DataBackupUri ... -ArchiveLogUri ... sets both.", tenant);
            return null;
        }

        string kind = Incremental ? "an incremental" : "a full";
        string opens = backup.Archive is ArchiveState.Archiving ? "" : ". The log archive is opened first";
        return new ChangeQuestion($"tenant '{tenant}' on {client.Connection}", $"Take {kind} backup{(PlusArchiveLog ? " with its logs" : "")}{opens}", IsDestructive: false, look.Essence);
    }
}
