using System.Management.Automation;
using System.Security;
using Obshell.Client;
using Obshell.Client.Display;
using Obshell.Recovery;
using Obshell.Recovery.Backups;
using ObshellPS.Backups;
using ObshellPS.Binding;
using ObshellPS.Completion;
using ObshellPS.Pipeline;

namespace ObshellPS.Commands;

/// <summary>
/// Starts backups of tenants, and returns the DAG of each backup. Wait-ObDag takes the verdict from OceanBase's backup job.
/// </summary>
[Cmdlet(VerbsLifecycle.Start, "ObTenantBackup", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(DagDetail))]
public sealed class StartObTenantBackupCommand : BackupChangeCmdlet
{
    /// <summary>Back up only the data that has changed since the last backup.</summary>
    [Parameter]
    public SwitchParameter Incremental { get; set; }

    /// <summary>Include the logs that a restore of this backup needs.</summary>
    [Parameter]
    [Alias("plus_archive")]
    public SwitchParameter PlusArchiveLog { get; set; }

    /// <summary>The password that a restore of this backup will need.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(NothingCompleter))]
    [SecretTransformation]
    [LeftOutMeans(nameof(LeftOutTexts.NoBackupPassword))]
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
                UnderWay = TenantBackupTexts.FormatUnderWayBackup(tenant),
                Where = TenantBackupTexts.FormatWhereBackup(CommandArgument.Of(tenant)),
                Found = s => TenantBackupTexts.FormatFoundBackup(s.Dag.Id),
            },
            stop => client.BackupChanges.StartAsync(tenant, request, stop));
        WriteObject(DagDetail.Of(start.Dag));
    }

    /// <returns>Null when the agent would refuse the backup, or when the backup would fail; the error has been written.</returns>
    private ChangeQuestion? Question(ObshellClient client, BackupLook look)
    {
        TenantBackup backup = look.Backup;
        string tenant = backup.TenantName;
        if (IsRefused(look, makesDag: true))
        {
            return null;
        }

        if (backup.RunningJobId is { } running)
        {
            Refuse(
                "BackupAtWork", TenantBackupTexts.FormatBackupRunning(running, tenant),
                TenantBackupTexts.FormatAdviceBackupRunning(CommandArgument.Of(tenant)), tenant);
            return null;
        }

        if (look.Dag is { } dag)
        {
            // OceanBase shows the job only some time after its start. Until then, only the DAG shows that a backup is running.
            Refuse(
                "BackupAtWork", TenantBackupTexts.FormatBackupDagRunning(dag.Id, tenant),
                OperatorTexts.FormatAdviceWait(CommandArgument.Of(dag.Id)), tenant);
            return null;
        }

        if (BackupFaults.MissingDestination(backup) is { } missing)
        {
            RefuseWithoutDestination(tenant, missing);
            return null;
        }

        string action = (Incremental.IsPresent, PlusArchiveLog.IsPresent) switch
        {
            (false, false) => TenantBackupTexts.TakeFull,
            (false, true) => TenantBackupTexts.TakeFullWithLogs,
            (true, false) => TenantBackupTexts.TakeIncremental,
            (true, true) => TenantBackupTexts.TakeIncrementalWithLogs,
        };
        string first = backup.Archive is ArchiveState.Archiving ? "" : TenantBackupTexts.ArchiveFirst;
        return new ChangeQuestion(
            PipelineTexts.FormatTenantOn(tenant, client.Connection.ToString()), Listing.Sentences(action, first), IsDestructive: false, look.Essence);
    }
}
